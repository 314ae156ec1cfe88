import { startSandbox, type Sandbox } from '../../../sandbox';
import { closeAll } from './closeAll';
import type { CredentialTarget } from './faultColumns';
import { FaultProxy } from './faultProxy';

/** Nothing ever listens on this port, while a port that was free a moment ago may be taken. */
const closedPort = 3;

/** The servers for one cell of the matrix. */
export interface Practice {
	readonly sandbox: Sandbox;
	readonly front: FaultProxy;
	/** Returns the address for the credential. */
	readonly urlOf: (target: CredentialTarget) => string;
	close(): Promise<void>;
}

export async function openPractice(): Promise<Practice> {
	const sandbox = await startSandbox({ validationDelayMs: 50 });
	sandbox.settings.set('east', 'max_requests', '100');
	const front = await FaultProxy.open(sandbox.okapiUrl);
	const untrusted = await FaultProxy.open(sandbox.okapiUrl, true);
	const urls: Record<CredentialTarget, string> = {
		front: front.url,
		untrusted: untrusted.url,
		closedPort: `http://127.0.0.1:${closedPort}`,
		noSuchName: 'http://okapi.no-such-host.invalid',
	};
	return { sandbox, front, urlOf: (target) => urls[target], close: () => closeAll(front, untrusted, sandbox) };
}
