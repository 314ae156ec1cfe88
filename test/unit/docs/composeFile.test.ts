import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { dependencies } from '../../../n8n/pinned/package.json';

interface Compose {
	readonly services: Readonly<
		Record<
			string,
			{
				readonly image: string;
				readonly environment?: Readonly<Record<string, string>>;
				readonly volumes?: readonly string[];
				readonly depends_on?: readonly string[];
			}
		>
	>;
	readonly volumes: Readonly<Record<string, unknown>>;
}

const readme = readFileSync(path.resolve(__dirname, '..', '..', '..', 'README.md'), 'utf8');
const { services, volumes } = parse(/```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '') as Compose;

describe("README's compose file", () => {
	it("README's compose file starts the n8n version that is tested, allows the package and sets a time zone", () => {
		expect(services.n8n?.image).toBe(`docker.n8n.io/n8nio/n8n:${dependencies.n8n}`);
		expect(services.n8n?.environment).toMatchObject({
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
			GENERIC_TIMEZONE: expect.stringMatching(/^\w+\/\w+$/),
		});
	});

	it("README's compose file declares a volume for all that containers write, and n8n waits for its database", () => {
		const kept = Object.values(services)
			.flatMap((service) => service.volumes ?? [])
			.map((volume) => volume.split(':')[0]);
		expect(kept.sort()).toEqual(Object.keys(volumes).sort());
		expect(services.n8n?.volumes).toEqual([expect.stringMatching(/:\/home\/node\/\.n8n$/)]);
		const { DB_TYPE, DB_POSTGRESDB_HOST = '', DB_POSTGRESDB_PASSWORD } = services.n8n?.environment ?? {};
		expect(DB_TYPE).toBe('postgresdb');
		expect(services.n8n?.depends_on).toEqual([DB_POSTGRESDB_HOST]);
		// n8n's own default names of database and user are n8n and postgres.
		expect(services[DB_POSTGRESDB_HOST]?.environment).toEqual({ POSTGRES_DB: 'n8n', POSTGRES_PASSWORD: DB_POSTGRESDB_PASSWORD });
	});
});
