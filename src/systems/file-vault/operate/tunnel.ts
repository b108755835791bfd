// The way to a vault on AWS: a port of this machine, carried by Systems Manager to a port of the instance. The SDK starts the
// session and opens no port; AWS's session-manager-plugin does. AWS ends sessions (after 20 quiet minutes, and sometimes
// without a reason), so a new one is opened on the same port.

import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { StartSessionCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import type { Owned } from '../../../aws/clients.ts';
import { Interrupted, isKind, Problem } from '../../../engine/problems.ts';
import type { Text, Wording } from '../../../engine/text.ts';
import { type Clock, type RetryableError, retryOn, until } from '../../../engine/wait.ts';
import { PLUGIN, requirePlugin } from './plugin.ts';

export interface Way {
  readonly instance: string;
  /** On the instance. */
  readonly port: number;
  /** On this machine. */
  readonly localPort: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Called each time the way is open. */
  opened(again: boolean): void;
  tell(what: Wording): void;
  /** "session-manager-plugin" */
  readonly plugin?: string;
}

const VARIABLE = 'AWS_SSM_START_SESSION_RESPONSE';
/** Seconds. A session that ends sooner than this, three times, will not get better. */
const SHORT = 10;
const TRIES = 3;
/** Seconds until the agent of a new instance says that it is there. */
const AGENT = 600;

const NEW_SESSION: Text = {
  en: 'AWS ended the session; opening a new one on the same port',
  pt: 'a AWS encerrou a sessão; abrindo uma nova na mesma porta',
};
const NOT_ENDED: Text = {
  en: 'the session could not be ended, AWS ends it after 20 minutes',
  pt: 'não foi possível encerrar a sessão, a AWS a encerra depois de 20 minutos',
};
const NO_AGENT_YET: RetryableError = {
  kinds: ['TargetNotConnected'],
  because: {
    en: 'the agent on the instance has not said yet that it is there',
    pt: 'o agente na instância ainda não disse que está lá',
  },
  patience: AGENT,
  hint: {
    en: 'Does the instance boot? See EC2 > Instances > Actions > Monitor and troubleshoot > Get system log.',
    pt: 'A instância inicia? Veja em EC2 > Instâncias > Ações > Monitorar e solucionar problemas > Obter log do sistema.',
  },
};

type Session = Pick<Owned, 'ssm' | 'region'>;

/** Returns when the signal comes. @throws Problem when there is no plugin, or no session holds */
export async function keepOpen(cloud: Session, way: Way): Promise<void> {
  const byVariable = requirePlugin(way.plugin ?? PLUGIN);
  for (let short = 0, again = false; !way.signal.aborted; again = true) {
    const began = way.clock.now();
    await oneSession(cloud, way, byVariable, again);
    if (way.signal.aborted) return;
    short = way.clock.now() - began < SHORT ? short + 1 : 0;
    if (short === TRIES)
      throw new Problem(
        { en: `The session ended ${TRIES} times at once.`, pt: `A sessão terminou ${TRIES} vezes logo no início.` },
        {
          next: {
            en: `Is port ${way.localPort} of this machine taken? Else see Systems Manager > Session Manager > Session history.`,
            pt: `A porta ${way.localPort} desta máquina está ocupada? Se não, veja Systems Manager > Session Manager > Session history.`,
          },
        },
      );
    way.tell(NEW_SESSION);
  }
}

async function oneSession({ ssm, region }: Session, way: Way, byVariable: boolean, again: boolean): Promise<void> {
  const request = {
    Target: way.instance,
    DocumentName: 'AWS-StartPortForwardingSession',
    Parameters: { portNumber: [String(way.port)], localPortNumber: [String(way.localPort)] },
  };
  const ctx = { ...way.clock, tell: way.tell };
  const { SessionId, TokenValue, StreamUrl } = await retryOn(ctx, [NO_AGENT_YET], () =>
    ssm.send(new StartSessionCommand(request)),
  );
  const answer = JSON.stringify({ SessionId, TokenValue, StreamUrl });
  const child = spawn(
    way.plugin ?? PLUGIN,
    [
      ...[byVariable ? VARIABLE : answer, region, 'StartSession', ''],
      ...[JSON.stringify(request), `https://ssm.${region}.amazonaws.com`],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...(byVariable && { [VARIABLE]: answer }) } },
  );
  const end = () => child.kill('SIGTERM');
  way.signal.addEventListener('abort', end, { once: true });
  const ended = new Promise<void>((done, failed) => {
    child.once('exit', () => done());
    child.once('error', failed);
  });
  try {
    if (way.signal.aborted) end();
    if (await answers(child, way)) way.opened(again);
    await ended;
  } finally {
    way.signal.removeEventListener('abort', end);
    await ssm.send(new TerminateSessionCommand({ SessionId })).catch((error: unknown) => {
      if (!isKind(error, 'DoesNotExistException')) way.tell(NOT_ENDED);
    });
  }
}

/** Waits until the port takes connections. @returns false when the plugin ended before */
async function answers(child: ChildProcess, { clock, localPort }: Way): Promise<boolean> {
  try {
    return await until(
      clock,
      { en: `waiting for port ${localPort}`, pt: `à espera da porta ${localPort}` },
      60,
      async () => {
        if (child.exitCode !== null || child.signalCode !== null) return false;
        return (await listens(localPort)) || undefined;
      },
    );
  } catch (error) {
    if (error instanceof Interrupted) return false;
    throw error;
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
