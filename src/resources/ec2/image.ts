// The newest Amazon Linux 2023. AWS keeps its id in a public parameter. Some Learner Labs may not read it: there we choose
// the newest image of Amazon by its date.

import { DescribeImagesCommand } from '@aws-sdk/client-ec2';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';

const PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
const IMAGES = [{ Name: 'name', Values: ['al2023-ami-2023.*-x86_64'] }];
const DENIED = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'ParameterNotFound'];

/** @returns "ami-0123456789abcdef0" */
export async function newestImage({ ssm, ec2, region }: Owned): Promise<string> {
  const found = await absentWhen(DENIED, () => ssm.send(new GetParameterCommand({ Name: PARAMETER })));
  if (found?.Parameter?.Value) return found.Parameter.Value;
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'], Filters: IMAGES }));
  const newest = Images.toSorted((a, b) => (String(a.CreationDate) < String(b.CreationDate) ? 1 : -1))[0]?.ImageId;
  if (newest) return newest;
  throw new Problem(
    {
      en: `${region} shows no image of Amazon Linux 2023 for x86_64.`,
      pt: `${region} não mostra nenhuma imagem do Amazon Linux 2023 para x86_64.`,
    },
    {
      next: {
        en: 'Check that these credentials may call ec2:DescribeImages, and AWS_REGION.',
        pt: 'Verifique se estas credenciais podem chamar ec2:DescribeImages, e AWS_REGION.',
      },
    },
  );
}

/** The rights for it. */
export const imageParameterArn = ({ partition, region }: Pick<Owned, 'partition' | 'region'>) =>
  `arn:${partition}:ssm:${region}::parameter${PARAMETER}`;
