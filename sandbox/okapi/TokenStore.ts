import { createHmac } from 'node:crypto';
import { randomSource } from '../randomSource';
import type { SandboxUser } from '../sharedTypes';

interface Session {
	readonly user: SandboxUser;
	/** When the token expires, in milliseconds of the consortium's clock. Tokens of the old login never expire. */
	readonly expiresAt: number;
}

function part(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Issues and checks access tokens (in the form of JWTs), and issues refresh tokens (in the form of JWEs), which nobody uses here. */
export class TokenStore {
	private readonly key = randomSource.bytes(32);
	private access = new Map<string, Session>();
	issued = 0;

	constructor(private readonly now: () => number) {}

	issueAccess(user: SandboxUser, lifetimeMs: number): string {
		const now = this.now();
		const expires = Number.isFinite(lifetimeMs) ? { exp: Math.floor((now + lifetimeMs) / 1000) } : {};
		const claims = {
			sub: user.username,
			user_id: user.id,
			tenant: user.tenant,
			type: 'access',
			iat: Math.floor(now / 1000),
			...expires,
			n: ++this.issued,
		};
		const unsigned = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
		const token = `${unsigned}.${createHmac('sha256', this.key).update(unsigned).digest('base64url')}`;
		this.access.set(token, { user, expiresAt: now + lifetimeMs });
		return token;
	}

	issueRefresh(): string {
		return [part({ alg: 'dir', enc: 'A256GCM' }), '', ...[12, 80, 16].map((size) => randomSource.bytes(size).toString('base64url'))].join(
			'.',
		);
	}

	check(token: string): SandboxUser | undefined {
		const session = this.access.get(token);
		return session !== undefined && session.expiresAt > this.now() ? session.user : undefined;
	}

	expire(tenant?: string): void {
		this.access = new Map([...this.access].filter(([, session]) => tenant !== undefined && session.user.tenant !== tenant));
	}
}

/** Reads the tenant that a token names, whether or not the token is valid. */
export function claimedTenantOf(token: string): string | undefined {
	try {
		const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
		const tenant = typeof claims === 'object' && claims !== null && 'tenant' in claims ? claims.tenant : undefined;
		return typeof tenant === 'string' ? tenant : undefined;
	} catch {
		return undefined;
	}
}
