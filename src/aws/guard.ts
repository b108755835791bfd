// The guard: with the local cloud no request may leave the loopback interface. Another host can come from a queue URL
// copied from AWS, a profile or AWS_ENDPOINT_URL_SQS. The guard is the last step before the request is sent, so nothing
// after it can change the host.

import { isIP } from 'node:net';
import { Problem } from '../engine/problems.ts';

/** 127.0.0.0/8, ::1, and the name localhost. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** @throws Problem unless the host is on this machine */
export function refuseOtherHosts(host: string): void {
  if (isLoopback(host)) return;
  throw new Problem(
    {
      en: `A request to ${host} was stopped: on the local cloud nothing may leave this machine.`,
      pt: `Um pedido para ${host} foi bloqueado: na nuvem local nada pode sair desta máquina.`,
    },
    {
      next: {
        en: 'If you meant your AWS account, add --aws.',
        pt: 'Se você quis dizer a sua conta AWS, acrescente --aws.',
      },
    },
  );
}
