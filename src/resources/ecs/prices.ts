// What a task on Fargate costs, in US dollars an hour, us-east-1 (Fargate and VPC price pages, Linux on x86).

const CPU_HOUR = 0.04048;
const GIGABYTE_HOUR = 0.004445;
/** Each public IPv4 address, in use or not. */
export const PUBLIC_ADDRESS = 0.005;

/** @param cpu 1024 = one processor @param memory MiB */
export const taskPerHour = ({ cpu, memory }: { cpu: number; memory: number }): number =>
  Number(((cpu / 1024) * CPU_HOUR + (memory / 1024) * GIGABYTE_HOUR + PUBLIC_ADDRESS).toFixed(4));
