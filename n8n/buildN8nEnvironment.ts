import { buildChildEnvironment } from './childProcesses';

/** The key of n8n's credentials, which are invented. */
const encryptionKey = 'practice-consortium-key';

/**
 * Makes the environment of an n8n that talks to this machine alone: no telemetry, no look-ups of versions, templates, banners or community
 * packages.
 */
export function buildN8nEnvironment(userFolder: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const environment = buildChildEnvironment({
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_REINSTALL_MISSING_PACKAGES: 'false',
		N8N_DISABLED_MODULES: 'instance-ai,mcp,mcp-registry,chat-hub,insights,instance-reporting,quick-connect',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		// A machine behind a proxy must reach its own services directly.
		NO_PROXY: [process.env.NO_PROXY, '127.0.0.1', 'localhost'].filter(Boolean).join(','),
		NO_COLOR: '1',
		...extra,
	});
	// jest and tsx set these variables for this program; they are not meant for n8n.
	for (const name of ['NODE_ENV', 'NODE_OPTIONS', 'JEST_WORKER_ID', 'N8N_CUSTOM_EXTENSIONS']) delete environment[name];
	return environment;
}
