// The stand-in for Application Auto Scaling: targets and target-tracking policies of ECS services, in nine calls. It puts
// the two alarms of a policy into MiniStack and deletes them with it, as AWS does. It does not scale anything, because no
// program runs behind a service of MiniStack. Calls are carried out one after the other.

import { Books } from './books.ts';
import { deletePolicy, policiesIn, putPolicy } from './policies.ts';
import { checkNames, Refusal } from './refusal.ts';
import { deregister, register, tagged, targetsIn } from './targets.ts';

export interface ScalingSettings {
  /** "http://127.0.0.1:4566": MiniStack. */
  readonly endpoint: string;
  /** Where it is remembered. */
  readonly file: string;
}

export interface Call {
  /** "RegisterScalableTarget" */
  readonly operation: string;
  readonly input: object;
  readonly account: string;
  readonly region: string;
}

export class ScalingService {
  readonly #endpoint: string;
  readonly #books: Books;
  #before: Promise<unknown> = Promise.resolve();

  constructor({ endpoint, file }: ScalingSettings) {
    this.#endpoint = endpoint;
    this.#books = new Books(file);
  }

  /** @throws Refusal as AWS refuses */
  answer(call: Call): Promise<object> {
    const answer = this.#before.then(async () => {
      const made = await this.#carryOut(call);
      if (!/^(Describe|List)/.test(call.operation)) this.#books.save();
      return made;
    });
    this.#before = answer.catch(() => {});
    return answer;
  }

  async #carryOut({ operation, input: given, account, region }: Call): Promise<object> {
    const input = given as never;
    const where = { endpoint: this.#endpoint, account, region };
    const book = this.#books.of(where);
    switch (operation) {
      case 'ListTagsForResource':
        return { Tags: tagged(book, input).Tags };
      case 'TagResource':
        Object.assign(tagged(book, input).Tags, (input as { Tags: object }).Tags);
        return {};
      case 'UntagResource':
        for (const key of (input as { TagKeys: string[] }).TagKeys) delete tagged(book, input).Tags[key];
        return {};
    }
    checkNames(input);
    switch (operation) {
      case 'RegisterScalableTarget':
        return register(book, input, where);
      case 'DescribeScalableTargets':
        return { ScalableTargets: targetsIn(book, input) };
      case 'DeregisterScalableTarget':
        return deregister(book, input, where);
      case 'PutScalingPolicy':
        return putPolicy(book, input, where);
      case 'DescribeScalingPolicies':
        return { ScalingPolicies: policiesIn(book, input) };
      case 'DeleteScalingPolicy':
        return deletePolicy(book, input, where);
      default:
        throw new Refusal('UnknownOperationException', `The local cloud does not know ${operation}.`);
    }
  }
}
