// What the parts of Grafana are and why they exist: texts only, one entry for each part, with the names of grafana/parts.ts.

import type { Purpose } from '../../../engine/lifecycle.ts';
import type { Text } from '../../../engine/text.ts';

const KEPT: Text = {
  en: 'It is stored encrypted, and only the tasks of Grafana and whoever runs up read it.',
  pt: 'Fica guardada criptografada, e só as tarefas do Grafana e quem roda o up a leem.',
};

export const about = {
  adminPassword: {
    what: { en: 'The password of the user admin of Grafana.', pt: 'A senha do usuário admin do Grafana.' },
    why: KEPT,
  },
  secretKey: {
    what: {
      en: 'The key with which Grafana encrypts passwords in its database.',
      pt: 'A chave com que o Grafana criptografa senhas no seu banco de dados.',
    },
    why: {
      en: 'Without one of its own, Grafana uses a key that everybody can read in its source code.',
      pt: 'Sem uma própria, o Grafana usa uma chave que todos podem ler no código-fonte dele.',
    },
  },
  databasePassword: {
    what: {
      en: 'The password with which Grafana opens its own database.',
      pt: 'A senha com que o Grafana abre seu próprio banco de dados.',
    },
    why: KEPT,
  },
  readerPassword: {
    what: {
      en: 'The password of the database user that may only read the lake.',
      pt: 'A senha do usuário do banco que só pode ler o lago.',
    },
    why: KEPT,
  },
  users: {
    what: {
      en: 'A database in which Grafana keeps its own things, and a user for it that may only read the lake.',
      pt: 'Um banco em que o Grafana guarda suas coisas, e um usuário para ele que só pode ler o lago.',
    },
    why: {
      en: 'Several tasks of Grafana share this database, so people stay signed in when one ends.',
      pt: 'Várias tarefas do Grafana dividem este banco, então as pessoas continuam conectadas quando uma termina.',
    },
  },
  loadBalancer: {
    what: {
      en: 'The address of Grafana on the internet. It passes requests on to the tasks that answer.',
      pt: 'O endereço do Grafana na internet. Ele passa os pedidos às tarefas que respondem.',
    },
    why: {
      en: 'Tasks come and go, each with another address; this one stays.',
      pt: 'As tarefas vêm e vão, cada uma com outro endereço; este permanece.',
    },
  },
  certificate: {
    what: {
      en: 'The certificate that the load balancer shows. We made it ourselves, so a browser asks before it goes on.',
      pt: 'O certificado que o balanceador de carga mostra. Nós o fizemos, então o navegador pergunta antes de seguir.',
    },
    why: {
      en: 'Passwords cross the internet encrypted, and nobody needs to own a domain.',
      pt: 'As senhas passam pela internet criptografadas, e ninguém precisa ter um domínio.',
    },
  },
  targetGroup: {
    what: {
      en: 'The list of tasks that get requests, and the question that finds out whether they are healthy.',
      pt: 'A lista de tarefas que recebem pedidos, e a pergunta que descobre se elas estão saudáveis.',
    },
    why: {
      en: 'A task that does not reach its database gets no requests.',
      pt: 'Uma tarefa que não alcança seu banco de dados não recebe pedidos.',
    },
  },
  listener: {
    what: {
      en: 'The load balancer takes HTTPS on port 443, and nothing else.',
      pt: 'O balanceador de carga aceita HTTPS na porta 443, e nada mais.',
    },
    why: {
      en: 'Without plain HTTP no password can cross the internet readable.',
      pt: 'Sem HTTP simples, nenhuma senha passa legível pela internet.',
    },
  },
  cluster: {
    what: {
      en: 'The name under which the service of Grafana runs.',
      pt: 'O nome sob o qual o serviço do Grafana roda.',
    },
    why: {
      en: 'With Fargate it has no machines that somebody must look after.',
      pt: 'Com o Fargate, não tem máquinas de que alguém precise cuidar.',
    },
  },
  logs: {
    what: { en: 'Where the tasks of Grafana write their log.', pt: 'Onde as tarefas do Grafana gravam seu log.' },
    why: {
      en: 'A task that does not start says there why.',
      pt: 'Uma tarefa que não inicia diz ali por quê.',
    },
  },
  startRole: {
    what: {
      en: 'What ECS may do to start a task: read the secrets of Grafana, write its log.',
      pt: 'O que o ECS pode fazer para iniciar uma tarefa: ler os segredos do Grafana, gravar o log.',
    },
    why: {
      en: 'The program in the container does not get these rights.',
      pt: 'O programa no contêiner não recebe estes direitos.',
    },
  },
  taskRole: {
    what: {
      en: 'What Grafana may do: read the metrics of CloudWatch.',
      pt: 'O que o Grafana pode fazer: ler as métricas do CloudWatch.',
    },
    why: {
      en: 'The board of the system shows them, and Grafana can change nothing.',
      pt: 'O painel do sistema as mostra, e o Grafana não pode mudar nada.',
    },
  },
  task: {
    what: {
      en: 'Which image of Grafana runs, how large, with which settings, boards and secrets.',
      pt: 'Qual imagem do Grafana roda, de que tamanho, com quais configurações, painéis e segredos.',
    },
    why: {
      en: 'The boards are in its settings, so the official image needs no change.',
      pt: 'Os painéis estão nas configurações, então a imagem oficial não precisa de mudança.',
    },
  },
  service: {
    what: {
      en: 'Keeps Grafana running, and replaces a task that ends.',
      pt: 'Mantém o Grafana rodando, e substitui uma tarefa que termina.',
    },
    why: {
      en: 'People look at the boards at any time.',
      pt: 'As pessoas olham os painéis a qualquer hora.',
    },
  },
  scaling: {
    what: {
      en: 'How few and how many tasks of Grafana there may be.',
      pt: 'Quantas tarefas do Grafana pode haver, no mínimo e no máximo.',
    },
    why: {
      en: 'A class that opens the boards at once needs more than one task for a while, and no limit would cost without end.',
      pt: 'Uma turma que abre os painéis ao mesmo tempo precisa de mais de uma tarefa, e sem limite o custo não teria fim.',
    },
  },
  scalingPolicy: {
    what: {
      en: 'Starts a further task when the processors are busy, and ends it when they are not.',
      pt: 'Inicia mais uma tarefa quando os processadores estão ocupados, e a encerra quando não estão.',
    },
    why: {
      en: 'CloudWatch measures the load, so nobody has to watch it.',
      pt: 'O CloudWatch mede a carga, então ninguém precisa vigiá-la.',
    },
  },
} satisfies Record<string, Purpose>;
