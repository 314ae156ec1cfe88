import { basename } from 'node:path';

/** As long as this after the end of a process, ReShare may yet store a request that it had sent. In seconds. */
const afterlife = 60;

/**
 * Whether this process is the only one of its n8n that runs workflows: the server, in n8n's usual mode, and for so long that
 * nothing is left of one that ran before it. n8n tells a node nothing of this, so that it is read from how the process was
 * started; where that is not plain, the answer is no. Workers, webhook processes and `n8n execute` run beside others.
 */
export function runsAlone({ argv, env, uptime }: Pick<NodeJS.Process, 'argv' | 'env' | 'uptime'>): boolean {
	const [, program = '', command = 'start'] = argv;
	const isServer = /^n8n(\.(js|cmd))?$/.test(basename(program)) && (command === 'start' || command.startsWith('-'));
	const isUsualMode = (env.EXECUTIONS_MODE ?? 'regular') === 'regular' && env.EXECUTIONS_MODE_FILE === undefined;
	return isServer && isUsualMode && !/^(true|1)$/i.test(env.N8N_MULTI_MAIN_SETUP_ENABLED ?? '') && uptime() >= afterlife;
}
