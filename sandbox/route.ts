import type { Answer, ModuleRequest, Route } from './types';

/** A route by its path, in which `{}` is one part; `handle` gets the parts as they were before they were escaped. */
export function route(method: Route['method'], path: string, permission: string | undefined, handle: (request: ModuleRequest, ...parts: string[]) => Answer | Promise<Answer>): Route {
	return {
		method,
		path: new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`, 'u'),
		permissions: permission === undefined ? [] : [permission],
		handle: (request, match) => handle(request, ...match.slice(1).map((part) => decodeURIComponent(part))),
	};
}
