// Runs the work of a benchmark's program and prints its figures as JSON: seconds of CPU, of all its threads, because seconds of a
// clock say nothing on a busy machine; and the most memory.

export async function measured(work: () => Promise<void>): Promise<void> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1_000_000;
  console.log(JSON.stringify({ seconds, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
}
