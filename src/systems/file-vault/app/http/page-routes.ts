// The page for people: three files.

import type { FastifyInstance } from 'fastify';

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
} as const;

/** By name: "index.html", "page.js", "page.css". */
export type PageFiles = Readonly<Record<(typeof FILES)[keyof typeof FILES][0], Uint8Array>>;

export function pageRoutes(app: FastifyInstance, files: PageFiles): void {
  for (const [path, [name, type]] of Object.entries(FILES))
    app.get(path, { config: { open: true } }, (_request, reply) => reply.type(type).send(files[name]));
}
