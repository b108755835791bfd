// One task as a process of this machine. It runs the entry point and the command of its container, with the container's variables
// and secrets. What is in the image and not here is put in its place: the program that the command ends in, and the folder /tmp.
// It has the keys of its role, whose rights are real when the local cloud checks rights (AUTH=true). The secrets are read as the
// owner of the account, because the emulator cannot tell on which parameters a role may call GetParameters.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ACCOUNT } from '../account.ts';
import { endChild } from '../end-child.ts';
import { BoxLogs } from '../images/box-logs.ts';
import { anyFreePort } from '../ports.ts';
import { grafanaProgram } from './grafana/program.ts';
import type { Wanted } from './look.ts';

export interface TaskPlace {
  readonly endpoint: string;
  readonly region: string;
  /** For files of tasks. */
  readonly folder: string;
  /** Path of the certificate that the local servers show. */
  readonly ca: string;
  readonly env: Readonly<Record<string, string>>;
  say(sentence: string): void;
}

/** Where the official image of Grafana has its program. */
const IN_IMAGE = '/run.sh';
const PATIENCE_MS = 5_000;

export class Task {
  readonly wanted: Wanted;
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #logs: BoxLogs | undefined;

  private constructor(wanted: Wanted, port: number, folder: string, child: ChildProcess, logs: BoxLogs | undefined) {
    this.wanted = wanted;
    this.port = port;
    this.#folder = folder;
    this.#child = child;
    this.#logs = logs;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => logs?.add(text));
    child.on('error', () => {}); // it does not run then, and is tried again
  }

  /** @param url of the load balancer @throws Error when its secrets cannot be read */
  static async start(wanted: Wanted, url: string, place: TaskPlace): Promise<Task> {
    const { container } = wanted;
    const folder = join(place.folder, randomBytes(6).toString('hex'));
    const port = await anyFreePort();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const start = join(folder, 'run.sh');
    writeFileSync(start, grafanaProgram(place));
    chmodSync(start, 0o700);
    const inside = (text: string) => text.replaceAll(IN_IMAGE, `'${start}'`);
    const [program = '/bin/sh', ...given] = [...(container.entryPoint ?? []), ...(container.command ?? [])];
    const variables = Object.fromEntries(
      (container.environment ?? []).map(({ name = '', value = '' }) => [name, value.replace(/^\/tmp(?=\/)/, folder)]),
    );
    const child = spawn(program, given.map(inside), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...place.env,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', // it would be in the log of the task
        ...{ AWS_ENDPOINT_URL: place.endpoint, AWS_REGION: place.region, AWS_DEFAULT_REGION: place.region },
        ...(await keysOf(place, wanted.taskRole)),
        ...variables,
        ...(await secretsOf(wanted, place)),
        // The load balancer of the emulator ends no TLS, and the program listens only for this machine.
        ...{ GF_SERVER_ROOT_URL: url, GF_SECURITY_COOKIE_SECURE: 'false' },
        ...{ GF_SERVER_HTTP_ADDR: '127.0.0.1', GF_SERVER_HTTP_PORT: String(port), LOCAL_CA: place.ca },
      },
    });
    return new Task(wanted, port, folder, child, logsOf(wanted, place));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get runs(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async end(): Promise<void> {
    await endChild(this.#child, { ask: 'SIGTERM', patience: PATIENCE_MS });
    rmSync(this.#folder, { recursive: true, force: true });
    await this.#logs?.close();
  }
}

const configOf = ({ endpoint, region }: TaskPlace) => ({ endpoint, region });
const OWNER = { accessKeyId: ACCOUNT, secretAccessKey: 'test' };

/** @returns variables with the temporary keys of a role */
async function keysOf(place: TaskPlace, RoleArn: string): Promise<Record<string, string>> {
  const client = new STSClient({ ...configOf(place), credentials: OWNER });
  const { Credentials } = await client
    .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'task' }))
    .finally(() => client.destroy());
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  };
}

/** Of SSM parameters. @throws Error that names a parameter that is not there, as ECS does */
async function secretsOf({ container }: Wanted, place: TaskPlace): Promise<Record<string, string>> {
  const secrets = container.secrets ?? [];
  if (!secrets.length) return {};
  const client = new SSMClient({ ...configOf(place), credentials: OWNER });
  const nameOf = (arn = '') => arn.replace(/^arn:[^/]*:parameter(?=\/)/, '');
  const { Parameters = [], InvalidParameters = [] } = await client
    .send(new GetParametersCommand({ Names: secrets.map(({ valueFrom }) => nameOf(valueFrom)), WithDecryption: true }))
    .finally(() => client.destroy());
  if (InvalidParameters.length) throw new Error(`there are no parameters ${InvalidParameters.join(', ')}`);
  const values = new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
  return Object.fromEntries(secrets.map(({ name = '', valueFrom }) => [name, values.get(nameOf(valueFrom)) ?? '']));
}

function logsOf({ container: { name = '', logConfiguration } }: Wanted, { endpoint, region }: TaskPlace) {
  const logGroup = logConfiguration?.options?.['awslogs-group'];
  const prefix = logConfiguration?.options?.['awslogs-stream-prefix'] ?? name;
  const stream = `${prefix}/${name}/${randomBytes(16).toString('hex')}`;
  return logGroup ? new BoxLogs({ endpoint, region, account: ACCOUNT, name, logGroup }, stream) : undefined;
}
