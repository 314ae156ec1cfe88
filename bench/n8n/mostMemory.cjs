/* Loaded into n8n's process before n8n: notes at its end how much memory the process held at most, in bytes. */
const { writeFileSync } = require('node:fs');
process.on('exit', () => writeFileSync(process.env.MOST_MEMORY_FILE, String(process.resourceUsage().maxRSS * 1024)));
