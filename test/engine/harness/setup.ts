/** Must be the first import of everything that touches n8n-core: its services register themselves by decorators. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n-core writes its settings into the user folder, so every test process needs its own. */
const userFolder = mkdtempSync(join(tmpdir(), 'reshare-n8n-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL ??= 'silent';
const clearUp = (): void => rmSync(userFolder, { recursive: true, force: true });
// Jest's `process` has no exit event.
if (typeof afterAll === 'function') afterAll(clearUp);
else process.on('exit', clearUp);

/** n8n writes an execution's time zone into every expression; tests must not depend on the machine's. */
process.env.GENERIC_TIMEZONE ??= 'UTC';
