// The account of the commands on a local cloud. A load balancer of the emulator answers only in this one.

export const ACCOUNT = '000000000000';
