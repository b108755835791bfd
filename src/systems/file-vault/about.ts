// What the parts of the file vault are and why they exist: texts only, with the names of parts.ts.

import type { Purpose } from '../../engine/lifecycle.ts';
import type { Text } from '../../engine/text.ts';

const text = (en: string, pt: string): Text => ({ en, pt });
const both = (what: Text, why: Text): Purpose => ({ what, why });

export const about = {
  bucket: both(
    text('Where the backups lie, apart from the machine.', 'Onde ficam os backups, longe da máquina.'),
    text(
      'S3 locks every object for some days, so neither a mistake nor a thief on the machine deletes or replaces a backup.',
      'O S3 tranca cada objeto por alguns dias, então nem um engano nem um invasor na máquina apaga ou substitui um backup.',
    ),
  ),
  bootBucket: both(
    text('What the instance fetches when it boots.', 'O que a instância busca quando inicia.'),
    text(
      'It is a bucket of its own, because the locks of the backup are not for programs.',
      'É um bucket à parte, porque as trancas do backup não são para programas.',
    ),
  ),
  bootFiles: both(
    text(
      'The programs of the vault, and the text that an instance boots with.',
      'Os programas do cofre e o texto com que uma instância inicia.',
    ),
    text(
      'A machine without a way to the internet can still fetch them from S3.',
      'Mesmo sem saída para a internet, a máquina consegue buscá-los no S3.',
    ),
  ),
  key: both(
    text('The key that signs invitations.', 'A chave que assina os convites.'),
    text(
      'Only who may read it can invite; the vault itself knows the public half and can only check.',
      'Só quem pode lê-la convida; o cofre conhece a metade pública e só confere.',
    ),
  ),
  logs: (days: number) =>
    both(
      text(
        `The audit log: who did what, kept for ${days} days.`,
        `O registro de auditoria: quem fez o quê, guardado por ${days} dias.`,
      ),
      text(
        'It is outside the machine, and the machine may only add to it.',
        'Fica fora da máquina, e a máquina só pode acrescentar linhas.',
      ),
    ),
  role: both(
    text(
      'What the instance may do, action by action, resource by resource.',
      'O que a instância pode fazer, ação por ação, recurso por recurso.',
    ),
    text(
      'It adds to the backup, reads it, writes its log, and answers Systems Manager. It can delete nothing.',
      'Ela acrescenta ao backup, lê o backup, grava seu log e responde ao Systems Manager. Não pode apagar nada.',
    ),
  ),
  profile: both(
    text('What carries the role to the instance.', 'O que leva a role até a instância.'),
    text(
      'So no key lies on the machine: EC2 gives it new ones every few hours.',
      'Assim nenhuma chave fica na máquina: o EC2 lhe dá chaves novas de poucas em poucas horas.',
    ),
  ),
  adoptedProfile: both(
    text(
      'What carries a role to the instance; it existed already.',
      'O que leva uma role até a instância; já existia antes de nós.',
    ),
    text(
      'A Learner Lab allows no new roles. It has one profile with all the rights of a lab.',
      'Um Learner Lab não deixa ninguém criar roles; ele tem um perfil que pode tudo o que um lab pode.',
    ),
  ),
  volume: both(
    text('The disk with the documents.', 'O disco com os documentos.'),
    text(
      'It is not part of the instance: when the instance is lost or replaced, the documents stay.',
      'Não faz parte da instância: quando ela se perde ou é trocada, os documentos ficam.',
    ),
  ),
  instance: both(
    text('The machine on which the application runs.', 'A máquina em que o aplicativo roda.'),
    text(
      'People send and fetch documents here; every five minutes it copies new ones to S3.',
      'Aqui as pessoas enviam e buscam documentos; a cada cinco minutos ela copia os novos para o S3.',
    ),
  ),
  attachment: both(
    text('The disk is in the machine.', 'O disco está na máquina.'),
    text(
      'When the machine is replaced, the disk moves to the new one.',
      'Quando a máquina é trocada, o disco passa para a nova.',
    ),
  ),
  network: {
    vpc: both(
      text('A network of our own.', 'Uma rede só nossa.'),
      text(
        'Nothing from outside reaches the vault; people come through Systems Manager.',
        'Nada de fora chega ao cofre; as pessoas entram pelo Systems Manager.',
      ),
    ),
    groups: text(
      'Rules name groups, so a machine with another address stays allowed.',
      'As regras citam grupos, então uma máquina com outro endereço continua permitida.',
    ),
    group: text('The group of the vault.', 'O grupo do cofre.'),
    rules: text(
      'Nothing may come in. Out go only calls to the services of AWS.',
      'Nada pode entrar. Para fora só vão chamadas aos serviços da AWS.',
    ),
    endpointGroup: text('The group of the endpoints.', 'O grupo dos endpoints.'),
    endpointRules: text('Only the vault may use the endpoints.', 'Só o cofre pode usar os endpoints.'),
    privateSubnet: both(
      text(
        'A private range of addresses in one availability zone.',
        'Uma faixa privada de endereços em uma zona de disponibilidade.',
      ),
      text(
        'One zone, because a volume is in one zone; S3 keeps the backup in several.',
        'Uma zona, porque um volume fica em uma só; o S3 guarda o backup em várias.',
      ),
    ),
    egressSubnet: both(
      text('A range whose machines get a public address.', 'Uma faixa cujas máquinas recebem um endereço público.'),
      text(
        'The vault calls AWS through it; no rule lets anybody in.',
        'O cofre chama a AWS por ele; nenhuma regra deixa alguém entrar.',
      ),
    ),
    gateway: both(
      text('The way between the VPC and the internet.', 'O caminho entre a VPC e a internet.'),
      text(
        'It costs less than private endpoints, and lets calls out.',
        'Custa menos que endpoints privados e deixa as chamadas saírem.',
      ),
    ),
    routes: both(
      text(
        'Where packets of the subnet go: to the internet, unless they stay inside.',
        'Para onde vão os pacotes da sub-rede: para a internet, a não ser que fiquem dentro.',
      ),
      text(
        'The main table of the VPC keeps having no route to the internet.',
        'A tabela principal da VPC continua sem rota para a internet.',
      ),
    ),
    s3: both(
      text('A route to S3 that does not touch the internet.', 'Uma rota até o S3 que não passa pela internet.'),
      text(
        'Backups go through it, and the packages of Amazon Linux come through it.',
        'Os backups passam por ela, e os pacotes do Amazon Linux chegam por ela.',
      ),
    ),
    logs: both(
      text(
        'A network interface behind which CloudWatch Logs answers.',
        'Uma interface de rede atrás da qual o CloudWatch Logs responde.',
      ),
      text('The audit log leaves the machine through it.', 'O registro de auditoria sai da máquina por ela.'),
    ),
    ssm: both(
      text(
        'A network interface behind which Systems Manager answers.',
        'Uma interface de rede atrás da qual o Systems Manager responde.',
      ),
      text('The machine says through it that it is there.', 'Por ela a máquina diz que está lá.'),
    ),
    ssmmessages: both(
      text(
        'A network interface for sessions of Systems Manager.',
        'Uma interface de rede para sessões do Systems Manager.',
      ),
      text(
        'People reach the vault through it, signed in to AWS and noted in CloudTrail.',
        'Por ela as pessoas chegam ao cofre, identificadas na AWS e anotadas no CloudTrail.',
      ),
    ),
  },
};
