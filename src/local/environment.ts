// The environment of MiniStack, complete: nothing of the user's own reaches it.
// Notice: functions inherit all of it. That is how they trust the cache's certificate (NODE_EXTRA_CA_CERTS), and why an
// AWS_PROFILE or a real key in the user's shell must not be here.

import { delimiter, dirname } from 'node:path';
import type { Place, Ports } from './place.ts';

/** MiniStack runs the first `node` on the PATH for functions: the one that runs us must come first. */
const PATH = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);

/** For the keeper, and for the Valkey server. */
export function plainEnvironment(place: Place): Record<string, string> {
  return { PATH, HOME: place.user, TMPDIR: place.temporary, LANG: 'C.UTF-8' };
}

/** For MiniStack and the functions it runs; `settings` win over ours. */
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
    AUTH: 'false',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...settings,
  };
}
