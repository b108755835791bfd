// The machine room of a local cloud. The emulator says that an instance runs, and nothing runs; here each running instance
// with a boot text is a process, and each volume a folder. It looks once a second and makes the processes follow EC2.

import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { keysOf } from './keys.ts';
import { look, type Seen } from './look.ts';
import { Machine } from './machine.ts';

export interface RoomSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  /** The folder of all disks. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  say(sentence: string): void;
}

/** One row of the record that commands read. */
export interface Running {
  readonly pid: number;
  readonly port: number;
  readonly volume: string;
  /** The folder. */
  readonly folder: string;
}

export class Room {
  readonly #settings: RoomSettings;
  readonly #config;
  readonly #ec2: EC2Client;
  readonly #s3: S3Client;
  /** Where each machine listened last: after a crash people find it there again. */
  readonly #ports = new Map<string, number>();
  readonly #machines = new Map<string, { machine: Machine; volume: string }>();

  constructor(settings: RoomSettings) {
    this.#settings = settings;
    const { endpoint, region, account } = settings;
    this.#config = { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
    this.#ec2 = new EC2Client(this.#config);
    this.#s3 = new S3Client({ ...this.#config, forcePathStyle: true });
    for (const folder of [this.#disks, this.#volumes]) mkdirSync(folder, { recursive: true });
  }

  get #disks() {
    return join(this.#settings.home, 'instances');
  }
  get #volumes() {
    return join(this.#settings.home, 'volumes');
  }

  /** Makes processes and folders follow what EC2 says. */
  async follow(): Promise<void> {
    const { instances, volumes } = await look(this.#ec2);
    const wanted = instances.filter(({ state, volume }) => state === 'running' && volume);
    for (const [id, { machine, volume }] of this.#machines) {
      const still = wanted.find((one) => one.id === id && one.volume === volume);
      if (still && machine.runs && still.boot === machine.hardware.boot) continue;
      await machine.off();
      this.#machines.delete(id);
      this.#settings.say(`instance ${id} ${still ? 'ended by itself: it is started again' : 'is off'}`);
    }
    this.#forget(instances, volumes);
    for (const one of wanted) if (!this.#machines.has(one.id)) await this.#switchOn(one);
    this.#write();
  }

  /** The cloud stops: so do its machines. They come back with it. */
  async close(): Promise<void> {
    await Promise.all([...this.#machines.values()].map(({ machine }) => machine.off()));
    this.#machines.clear();
    this.#write();
  }

  async #switchOn({ id, boot, profile, volume = '' }: Seen): Promise<void> {
    const { endpoint, region, env, say } = this.#settings;
    const machine = new Machine(
      {
        ...{ id, boot, disk: join(this.#disks, id), volume: join(this.#volumes, volume), say },
        port: this.#ports.get(id) ?? 0,
        env: {
          ...{ ...env, AWS_ENDPOINT_URL: endpoint, AWS_REGION: region },
          ...(profile ? await keysOf(this.#config, profile, id) : {}),
        },
      },
      this.#s3,
    );
    try {
      await machine.on();
      this.#machines.set(id, { machine, volume });
      this.#ports.set(id, machine.port ?? 0);
    } catch (error) {
      await machine.off();
      say(`instance ${id} did not start, and is tried again: ${(error as Error).message}`);
    }
  }

  /** Removes what belongs to instances and volumes that are gone. */
  #forget(instances: readonly Seen[], volumes: ReadonlySet<string>): void {
    const there = new Set(instances.filter(({ state }) => state !== 'terminated').map(({ id }) => id));
    for (const [folder, kept] of [
      [this.#disks, there],
      [this.#volumes, volumes],
    ] as const)
      for (const name of readdirSync(folder))
        if (!kept.has(name)) {
          rmSync(join(folder, name), { recursive: true, force: true });
          this.#settings.say(`${name} is gone, and its folder with it`);
        }
  }

  /** Commands read where a machine listens. */
  #write(): void {
    const rows = [...this.#machines].map(([id, { machine, volume }]): [string, Running] => [
      id,
      { pid: machine.pid ?? 0, port: machine.port ?? 0, volume, folder: machine.hardware.volume },
    ]);
    const file = join(this.#settings.home, 'machines.json');
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(rows)));
    renameSync(`${file}.new`, file);
  }
}
