const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// This file also runs in suites. They have nothing to do if jest's environment has run it before, which set this variable.
if (process.env.N8N_ENCRYPTION_KEY !== 'only-for-tests') {
	/** n8n-core writes its settings into the user folder, so every test process needs its own. */
	const userFolder = mkdtempSync(join(tmpdir(), 'reshare-n8n-'));
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
	process.env.N8N_LOG_LEVEL ??= 'silent';
	/** n8n writes an execution's time zone into every expression; tests must not depend on the machine's. */
	process.env.GENERIC_TIMEZONE ??= 'UTC';
	const clearUp = () => rmSync(userFolder, { recursive: true, force: true });
	// Jest's own `process` has no exit event.
	if (typeof afterAll === 'function') afterAll(clearUp);
	else process.on('exit', clearUp);
}
