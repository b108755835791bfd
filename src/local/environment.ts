// The complete environment of MiniStack. Nothing of the user's environment is in it.
// Notice: functions get all of it. They need NODE_EXTRA_CA_CERTS to trust the cache's certificate. The user's
// AWS_PROFILE or real keys must not be in it.

import { delimiter, dirname } from 'node:path';
import type { Place, Ports } from './place.ts';

/** MiniStack runs functions with the first `node` of the PATH, so ours must be the first. */
const PATH = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);

/** For the keeper and the Valkey server. */
export function plainEnvironment(place: Place): Record<string, string> {
  return { PATH, HOME: place.user, TMPDIR: place.temporary, LANG: 'C.UTF-8' };
}

/** For MiniStack and the functions it runs; `settings` override ours. */
export function ministackEnvironment(
  place: Place,
  ports: Ports,
  settings: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    ...plainEnvironment(place),
    GATEWAY_PORT: String(ports.aws),
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    REDIS_HOST: '127.0.0.1',
    REDIS_PORT: String(ports.cache),
    NODE_EXTRA_CA_CERTS: place.ca,
    PERSIST_STATE: '1',
    STATE_DIR: place.state,
    S3_PERSIST: '1',
    S3_DATA_DIR: place.objects,
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    DOCKER_HOST: 'unix:///nonexistent/docker.sock',
    LOG_LEVEL: 'INFO',
    // Seconds before the first retry of an event; the second waits twice as long. On AWS it is a minute (Lambda developer guide,
    // "How Lambda handles errors and retries with asynchronous invocation").
    LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.2',
    AUTH: 'false',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...settings,
  };
}
