// The log of the page: who came in, who did not, what was done. Nothing in it lets anybody in: no invitation, no cookie, no
// address with a signature.

import type { Logger } from '@aws-lambda-powertools/logger';
import type { Guest } from '../../../runtime/session/invitation.ts';
import { FunctionTelemetry } from '../../../runtime/telemetry.ts';

/** Where a request came from. */
export interface From {
  readonly ip: string;
  readonly method: string;
  readonly path: string;
}

export class PageTelemetry extends FunctionTelemetry {
  signedIn({ name, role, expires, invitation }: Guest, { ip }: From) {
    this.logger.info('signed in', { name, role, invitation, expires: expires.toISOString(), ip });
  }

  /** A sign-in with an invitation that is no good. */
  refusedSignIn(code: string, { ip }: From) {
    this.count('RefusedSignIns');
    this.logger.warn('sign-in refused', { code, ip });
    this.metrics.publishStoredMetrics();
  }

  refused(code: string, message: string, from: From, guest?: Guest) {
    this.logger.info('refused', { code, message, ...from, ...(guest && { name: guest.name }) });
  }

  done(what: string, { name }: Guest, fields: Parameters<Logger['info']>[1] & object) {
    this.logger.info(what, { name, ...fields });
  }

  away(error: unknown) {
    this.logger.warn('the records cannot be read', { error: asError(error) });
  }

  failed(error: unknown, from: From) {
    this.count('RequestsFailed');
    this.logger.error('a request failed', { error: asError(error), ...from });
    this.metrics.publishStoredMetrics();
  }
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));
