// One instance as a process of this machine: its root disk is a folder, its volume another one. It runs what its boot text
// says: programs before, the application, and a timer.

import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import AdmZip from 'adm-zip';
import { endChild } from '../end-child.ts';
import { type Plan, readBoot } from './plan.ts';

export interface Hardware {
  readonly id: string;
  readonly boot: string;
  /** Folders. */
  readonly disk: string;
  readonly volume: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where it listened before; 0 for a free one. */
  readonly port: number;
  say(sentence: string): void;
}

/** How long a program may take to end by itself. */
const PATIENCE_MS = 5_000;

export class Machine {
  readonly hardware: Hardware;
  /** Where it listens; undefined until it does. */
  port: number | undefined;
  readonly #s3: S3Client;
  readonly #children = new Set<ChildProcess>();
  #timer: NodeJS.Timeout | undefined;
  #app: ChildProcess | undefined;
  #off = false;

  constructor(hardware: Hardware, s3: S3Client) {
    this.hardware = hardware;
    this.#s3 = s3;
  }

  /** Process id of the application. */
  get pid(): number | undefined {
    return this.#app?.pid;
  }

  /** Boots: fetches the programs, runs those before, starts the application. @throws Error when a step fails */
  async on(): Promise<void> {
    const { id, boot, disk, volume, say } = this.hardware;
    const { plan, settings } = readBoot(await this.#text(boot));
    mkdirSync(disk, { recursive: true });
    mkdirSync(volume, { recursive: true });
    await this.#install(plan);
    const file = join(disk, 'settings.json');
    writeFileSync(file, JSON.stringify({ ...settings, root: volume, port: this.hardware.port }));
    for (const program of plan.before) {
      const code = await this.#run(program, file);
      if (code !== 0 && !this.#off) throw new Error(`${program} ended with ${code}`);
    }
    if (this.#off) return;
    await this.#start(plan, file);
    this.#beat(plan, file);
    say(`instance ${id} runs as process ${this.pid} on 127.0.0.1:${this.port}; its volume is the folder ${volume}`);
  }

  /** Is its application running? A process that was killed counts as not running. */
  get runs(): boolean {
    return this.#app !== undefined && this.#app.exitCode === null && this.#app.signalCode === null;
  }

  /** Ends all of its programs: as an operating system that shuts down. */
  async off(): Promise<void> {
    this.#off = true;
    clearInterval(this.#timer);
    await Promise.all([...this.#children].map(end));
  }

  async #text(address: string): Promise<string> {
    const { host, pathname } = new URL(address);
    return String(await (await this.#get(host, pathname.slice(1))).transformToString());
  }

  async #get(Bucket: string, Key: string) {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket, Key }));
    if (!Body) throw new Error(`s3://${Bucket}/${Key} is empty`);
    return Body;
  }

  async #install({ programs }: Plan): Promise<void> {
    const zip = Buffer.from(await (await this.#get(programs.bucket, programs.key)).transformToByteArray());
    if (createHash('sha256').update(zip).digest('hex') !== programs.sha256)
      throw new Error(`s3://${programs.bucket}/${programs.key} has another SHA-256 than the boot text says`);
    new AdmZip(zip).extractAllTo(join(this.hardware.disk, 'programs'), true);
  }

  #fork(program: string, settings: string): ChildProcess {
    const { disk, env, id } = this.hardware;
    const child = fork(join(disk, 'programs', program), [settings], {
      ...{ cwd: disk, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
      env: { ...env, VAULT_INSTANCE: id, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  #run(program: string, settings: string): Promise<number | string> {
    const child = this.#fork(program, settings);
    return new Promise((done) => child.once('exit', (code, signal) => done(code ?? String(signal))));
  }

  #start({ run }: Plan, settings: string): Promise<void> {
    const child = this.#fork(run, settings);
    this.#app = child;
    return new Promise((ready, failed) => {
      child.once('message', ({ port }: { port: number }) => {
        this.port = port;
        ready();
      });
      child.once('exit', (code, signal) => failed(new Error(`${run} ended with ${code ?? signal}`)));
    });
  }

  /** The timer, and the file that starts its program at once. */
  #beat({ timer }: Plan, settings: string): void {
    const wanted = join(this.hardware.volume, timer.wanted);
    const changed = () => statSync(wanted, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    let [seen, next, running] = [changed(), Date.now() + timer.seconds * 1000, false];
    this.#timer = setInterval(() => {
      const now = changed();
      if (running || (now === seen && Date.now() < next)) return;
      [seen, next, running] = [now, Date.now() + timer.seconds * 1000, true];
      void this.#run(timer.program, settings).then(() => {
        running = false;
      });
    }, 500);
  }
}

const end = (child: ChildProcess) => endChild(child, { ask: 'SIGTERM', patience: PATIENCE_MS });
