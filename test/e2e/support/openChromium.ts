import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { runProcess, createTemporaryFolder } from '../../../n8n/childProcesses';

const binary = '/usr/bin/chromium';

export const windowSize = { width: 1400, height: 820 } as const;

/** These arguments keep Chromium from calling any server but the page under test. */
const quietArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Installs Debian's Chromium if it is absent. That needs the rights to install packages. Suites that run at once wait for one another. */
async function ensureChromium() {
	if (existsSync(binary)) return;
	const install = 'apt-get update && apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=600 chromium';
	await runProcess('flock', [path.join(tmpdir(), 'reshare-apt.lock'), 'sh', '-c', install], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}

/** Opens a Chromium with a fresh profile. */
export async function openChromium() {
	await ensureChromium();
	const profile = createTemporaryFolder('reshare-chromium-');
	return await chromium.launchPersistentContext(profile, {
		executablePath: binary,
		headless: true,
		args: quietArguments,
		viewport: windowSize,
		locale: 'en-US',
	});
}
