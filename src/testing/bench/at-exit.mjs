// Loaded before a program that is measured: writes what it used into the file USAGE_FILE when it ends.

import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(process.env.USAGE_FILE, JSON.stringify({ cpu: (user + system) / 1e6, megabytes: maxRSS / 1024 }));
});
