// Hazard 2: IAM spreads changes slowly. A new role is not found, then found without its policy. Lambda cannot assume
// it, then cannot see its rights. A role whose policies were just removed cannot be deleted, once.

import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Call, type Hazard, is } from './wire.ts';
import { textIn } from './xml.ts';

export interface Spreading {
  /** Seconds until IAM itself finds the role everywhere, and gives its ARN. */
  readonly unknown?: number;
  /** Seconds until Lambda can assume it. */
  readonly unassumable?: number;
  /** Seconds until Lambda sees its rights. */
  readonly powerless?: number;
}

export function roleSpreading(
  { clock }: HazardContext,
  { unknown = 4, unassumable = 15, powerless = 60 }: Spreading = {},
): Hazard {
  const born = new Map<string, number>();
  const conflicts = new Set<string>();
  const age = (name: string) => clock.now() - (born.get(name) ?? Number.NEGATIVE_INFINITY);

  return async (call, pass) => {
    if (call.service === 'lambda') return (await refused(call)) ?? pass();
    if (call.service !== 'iam') return pass();
    const name = asked(call, 'RoleName');
    if (is(call, 'CreateRole')) {
      const answer = await pass();
      if (answer.status < 300) born.set(name, clock.now());
      return answer;
    }
    if (age(name) < unknown) return refuse(call, 'NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
    if (is(call, 'PutRolePolicy') && age(name) < unknown + 3)
      return refuse(call, 'NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
    if (is(call, 'DeleteRole') && !conflicts.has(name)) {
      conflicts.add(name);
      return refuse(call, 'DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
    }
    const answer = await pass();
    const arn = textIn(answer.body, 'Arn');
    if (!is(call, 'GetRole') || !arn || age(name) >= unknown + 2) return answer;
    return { ...answer, body: answer.body.replace(`<Arn>${arn}</Arn>`, '<Arn>AROAEXAMPLEEXAMPLE123</Arn>') };
  };

  async function refused(call: Call) {
    const invalid = (text: string) => refuse(call, 'InvalidParameterValueException', text);
    const arn = asked(call, 'Role');
    if (is(call, 'CreateFunction', 'UpdateFunctionConfiguration') && arn) {
      const name = arn.split('/').at(-1) ?? '';
      if (age(name) < unassumable) return invalid('The role defined for the function cannot be assumed by Lambda.');
      if (age(name) < powerless)
        return invalid('The provided execution role does not have permissions to call CreateNetworkInterface on EC2');
    }
    // A failed event goes to its queue by the function's own role.
    if (is(call, 'PutFunctionEventInvokeConfig') && age(asked(call, 'FunctionName')) < 2 * powerless)
      return invalid('The provided execution role does not have permissions to call SendMessage on SQS');
    if (!is(call, 'CreateEventSourceMapping') || age(asked(call, 'FunctionName')) >= 2 * powerless) return undefined;
    return invalid(
      'The provided execution role does not have permissions to call ReceiveMessage on SQS (Service: Sqs, Status Code: 403)',
    );
  }
}
