// What the parts of the lake are and why they exist: texts only, one entry for each part, with the names of parts.ts.

import type { Purpose } from '../../engine/lifecycle.ts';

export const about = {
  bucket: {
    what: {
      en: 'Where CSV files arrive, and where their Parquet and JSON files are kept.',
      pt: 'Onde chegam os arquivos CSV, e onde ficam seus arquivos Parquet e JSON.',
    },
    why: {
      en: 'It stores any amount, keeps old versions, and tells the function when a file arrives.',
      pt: 'Guarda qualquer quantidade, mantém versões antigas e avisa a função quando chega um arquivo.',
    },
  },
  table: {
    what: {
      en: 'The rows of each file as items, and one item for each file that says what became of it.',
      pt: 'As linhas de cada arquivo como itens, e um item por arquivo que diz o que foi feito dele.',
    },
    why: {
      en: 'It answers in milliseconds by file and line, and costs nothing while nobody uses it.',
      pt: 'Responde em milissegundos por arquivo e linha, e não custa nada enquanto ninguém usa.',
    },
  },
  databaseSubnets: {
    what: {
      en: 'The list of subnets in which RDS may put the database.',
      pt: 'A lista de sub-redes em que o RDS pode colocar o banco de dados.',
    },
    why: {
      en: 'They are private: none has a route to the internet.',
      pt: 'Elas são privadas: nenhuma tem rota para a internet.',
    },
  },
  database: {
    what: {
      en: 'A PostgreSQL database: one table for each dataset, with the rows of all its files.',
      pt: 'Um banco PostgreSQL: uma tabela por conjunto de dados, com as linhas de todos os seus arquivos.',
    },
    why: {
      en: 'SQL answers questions over many files, and people and their tools know it.',
      pt: 'O SQL responde perguntas sobre muitos arquivos, e as pessoas e suas ferramentas o conhecem.',
    },
  },
  databasePassword: {
    what: {
      en: 'The password with which the function connects to the database.',
      pt: 'A senha com que a função se conecta ao banco de dados.',
    },
    why: {
      en: 'LAKE_DB_AUTH=password asks for it, where no token of IAM can be used.',
      pt: 'LAKE_DB_AUTH=password a pede, onde nenhum token do IAM pode ser usado.',
    },
  },
  schema: {
    what: {
      en: 'The users of the database, and the ledger that says which upload of each file it has.',
      pt: 'Os usuários do banco de dados, e o livro que diz qual envio de cada arquivo ele tem.',
    },
    why: {
      en: 'The database is private, so the function makes them; the password for it is used once and forgotten.',
      pt: 'O banco é privado, então é a função que os cria; a senha para isso é usada uma vez e esquecida.',
    },
  },
  repository: {
    what: {
      en: 'Where the container images of the function are kept.',
      pt: 'Onde ficam as imagens de contêiner da função.',
    },
    why: {
      en: 'Lambda runs images only from here, and a tag can never be moved to another image.',
      pt: 'A Lambda só roda imagens daqui, e uma tag nunca pode passar para outra imagem.',
    },
  },
  image: {
    what: {
      en: 'The function with everything that it needs, as a container image.',
      pt: 'A função com tudo de que precisa, como uma imagem de contêiner.',
    },
    why: {
      en: 'An image may have 10 GB and is the same wherever it runs. It is made here without Docker.',
      pt: 'Uma imagem pode ter 10 GB e é a mesma onde quer que rode. Ela é feita aqui sem Docker.',
    },
  },
  converter: {
    what: {
      en: 'Reads each CSV file, finds the types of its columns, and puts its rows into four places.',
      pt: 'Lê cada arquivo CSV, descobre os tipos das colunas e põe as linhas em quatro lugares.',
    },
    why: {
      en: 'It runs only when a file arrives, and many at once when many arrive.',
      pt: 'Só roda quando chega um arquivo, e várias ao mesmo tempo quando chegam muitos.',
    },
  },
  notification: {
    what: {
      en: 'From here on, every file below in/ calls the function.',
      pt: 'A partir daqui, cada arquivo abaixo de in/ chama a função.',
    },
    why: {
      en: 'Results are written elsewhere in the bucket, so the function never calls itself.',
      pt: 'Os resultados são gravados em outro lugar do bucket, então a função nunca chama a si mesma.',
    },
  },
} satisfies Record<string, Purpose>;
