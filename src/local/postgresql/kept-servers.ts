// The database servers that the keeper runs: one PostgreSQL for each note in `databases/`. The keeper looks at the notes
// ten times a second, because a notification of a new file does not come in every file system (WSL, network folders).

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { endChild } from '../end-child.ts';
import type { Place } from '../place.ts';
import { programsOfPostgresql } from './install.ts';
import { giveToServer, RUN_AS } from './run-as.ts';
import { dataOf, readNote, serverNames } from './server-files.ts';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 6_000;

export class KeptServers {
  readonly #place: Place;
  readonly #say: (sentence: string) => void;
  readonly #running = new Map<string, ChildProcess>();
  /** Ended by themselves. They are not started again before the cloud is, because they would end again. */
  readonly #failed = new Set<string>();
  /** Ports of servers that somebody stopped. */
  readonly #held = new Map<string, Server>();
  readonly #timer: NodeJS.Timeout;

  /** @param say writes into the log of the cloud */
  constructor(place: Place, say: (sentence: string) => void) {
    this.#place = place;
    this.#say = say;
    this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  /** Ends all of them; they save what they hold. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const name of [...this.#held.keys()]) this.#free(name);
    const servers = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(servers.map(end));
  }

  #look(): void {
    const { wanted, stopped } = this.#noted();
    for (const [name, server] of this.#running)
      if (!wanted.has(name)) {
        this.#running.delete(name);
        void end(server);
      }
    for (const name of this.#failed) if (!wanted.has(name)) this.#failed.delete(name);
    for (const [name, port] of stopped) if (!this.#held.has(name)) this.#hold(name, port);
    for (const name of wanted) {
      if (this.#held.has(name)) this.#free(name);
      else if (!this.#running.has(name) && !this.#failed.has(name)) this.#start(name);
    }
    for (const name of this.#held.keys()) if (!stopped.has(name)) this.#free(name);
  }

  /** Names of the servers that run, and the ports of those that somebody stopped. */
  #noted() {
    const wanted = new Set<string>();
    const stopped = new Map<string, number>();
    for (const name of serverNames(this.#place)) {
      const note = readNote(this.#place, name);
      if (note?.stopped) stopped.set(name, note.port);
      else wanted.add(name);
    }
    return { wanted, stopped };
  }

  /** Takes the port of a stopped server and ends each connection, so that no other program gets the port meanwhile. */
  #hold(name: string, port: number): void {
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
    this.#held.set(name, server);
    server.on('error', () => this.#free(name)); // its process has not ended yet: the next look tries again
  }

  #free(name: string): void {
    this.#held.get(name)?.close();
    this.#held.delete(name);
  }

  #start(name: string): void {
    const port = readNote(this.#place, name)?.port;
    const data = dataOf(this.#place, name);
    prepare(this.#place, data);
    const settings = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ssl: 'on',
      ssl_cert_file: 'server.pem',
      ssl_key_file: 'server.key',
      dynamic_shared_memory_type: 'mmap', // in the data folder: nothing is left in /dev/shm after a kill
      shared_buffers: '16MB',
      // A password stands in the text of a statement, and the text of a failed statement would stand in the log.
      log_min_error_statement: 'panic',
      log_timezone: 'UTC',
      timezone: 'UTC',
    };
    const given = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const server = spawn(programsOfPostgresql().postgres, ['-D', data, ...given], {
      ...RUN_AS,
      cwd: data,
      env: {},
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#running.set(name, server);
    const unasked = (why: string) => {
      if (this.#running.get(name) !== server) return;
      this.#running.delete(name);
      this.#failed.add(name);
      this.#say(`database server ${name} ${why}; the others go on`);
    };
    server.on('error', (error) => unasked(`could not be started: ${error.message}`));
    server.on('exit', (code, by) => unasked(`ended by itself (${by ?? `exit code ${code}`})`));
  }
}

/**
 * The certificate may be a new one. The note of an earlier process is removed, because that process has ended: it was in
 * the keeper's process group. Its id may be another program's now, and then PostgreSQL would refuse to start.
 */
function prepare({ ca, key }: Place, data: string): void {
  rmSync(join(data, 'postmaster.pid'), { force: true });
  for (const [from, to] of [
    [ca, 'server.pem'],
    [key, 'server.key'],
  ] as const) {
    const file = join(data, to);
    copyFileSync(from, file);
    chmodSync(file, 0o600);
    giveToServer(file);
  }
}

/** SIGINT is PostgreSQL's "fast shutdown": it ends the connections and writes everything to the disk. */
const end = (server: ChildProcess) => endChild(server, { ask: 'SIGINT', patience: PATIENCE_MS });
