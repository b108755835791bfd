// Hazard 18: Lambda writes its last lines up to half a minute after the function is gone. If the function's role may
// create log groups, a deleted group comes back, without tags and without a retention time.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { absentWhen } from '../../engine/wait.ts';
import type { HazardContext } from './context.ts';
import { asked, type Hazard, is } from './wire.ts';

/** Seconds from the function's deletion to its last lines. */
const LATE = 35;

/** @param mayCreate may the role do it, whatever its inline policies say (a lab's role may) */
export function lateLogs({ clock, ground }: HazardContext, { mayCreate = false } = {}): Hazard {
  const due: { at: number; logGroupName: string }[] = [];
  const roles = new Map<string, string>();

  const allowed = async (RoleName: string) => {
    const { PolicyNames = [] } = await ground.iam.send(new ListRolePoliciesCommand({ RoleName }));
    const documents = await Promise.all(
      PolicyNames.map((PolicyName) => ground.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
    );
    return documents.some(({ PolicyDocument }) =>
      /logs:(CreateLogGroup|\*)/.test(decodeURIComponent(PolicyDocument ?? '')),
    );
  };

  return async (call, pass) => {
    for (const { at, logGroupName } of due.splice(0))
      if (clock.now() < at) due.push({ at, logGroupName });
      else
        await absentWhen(
          ['ResourceAlreadyExistsException'],
          () => ground.logs.send(new CreateLogGroupCommand({ logGroupName })), // refused if it was never deleted
        );
    const answer = await pass();
    if (answer.status >= 300) return answer;
    const name = asked(call, 'FunctionName');
    if (is(call, 'CreateFunction')) roles.set(name, asked(call, 'Role').split('/').at(-1) ?? '');
    if (is(call, 'DeleteFunction') && (mayCreate || (await allowed(roles.get(name) ?? ''))))
      due.push({ at: clock.now() + LATE, logGroupName: `/aws/lambda/${name}` });
    return answer;
  };
}
