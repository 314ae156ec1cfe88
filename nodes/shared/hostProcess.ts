import { basename } from 'node:path';

/** For this many seconds after a process has ended, ReShare may still store a request that the process had sent. */
const afterlife = 60;

/**
 * Whether no other process of this n8n runs workflows: this is the server, in n8n's usual mode, and has run so long that no request of the
 * process before it is still open. n8n does not disclose this to nodes, so it is concluded from how the process was started; in doubt, the
 * answer is no. Workers, webhook processes and `n8n execute` run beside others.
 */
export function runsAlone({ argv, env, uptime }: Pick<NodeJS.Process, 'argv' | 'env' | 'uptime'>): boolean {
	const [, program = '', command = 'start'] = argv;
	const isServer = /^n8n(\.(js|cmd))?$/.test(basename(program)) && (command === 'start' || command.startsWith('-'));
	const isUsualMode = (env.EXECUTIONS_MODE ?? 'regular') === 'regular' && env.EXECUTIONS_MODE_FILE === undefined;
	return isServer && isUsualMode && !/^(true|1)$/i.test(env.N8N_MULTI_MAIN_SETUP_ENABLED ?? '') && uptime() >= afterlife;
}
