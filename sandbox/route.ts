import { unescape } from 'node:querystring';
import type { SandboxAnswer, ModuleRequest, Route } from './sharedTypes';

/** In a path, `{}` stands for one part. */
export function buildPathPattern(path: string): RegExp {
	return new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`, 'u');
}

/** Returns the parts of a path without their escapes, which the routes get. */
export function pathPartsOf(match: RegExpExecArray): string[] {
	return match.slice(1).map((part) => unescape(part));
}

export function defineRoute(
	method: Route['method'],
	path: string,
	permission: string | undefined,
	handle: (request: ModuleRequest, ...parts: string[]) => SandboxAnswer | Promise<SandboxAnswer>,
): Route {
	return {
		method,
		path: buildPathPattern(path),
		permissions: permission === undefined ? [] : [permission],
		handle: (request, match) => handle(request, ...pathPartsOf(match)),
	};
}
