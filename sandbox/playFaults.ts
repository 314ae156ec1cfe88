import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxClock } from './SandboxClock';
import type { FaultRule } from './faults';
import type { SandboxAnswer } from './sharedTypes';

const loginPage =
	'<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method="post"><input name="user"><input name="password" type="password"></form></body></html>';

/** Plays the faults that keep a request from being handled. The result is the answer to give instead, a cut connection, or silence. */
export function playFaultBeforeHandling(rules: readonly FaultRule[]): SandboxAnswer | 'reset' | 'silence' | undefined {
	for (const rule of rules) {
		switch (rule.kind) {
			case 'resetBefore':
				return 'reset';
			case 'timeout':
				return 'silence';
			case 'status':
				return otherAnswer(rule);
			case 'loginPage':
				return { status: 200, body: loginPage, contentType: 'text/html; charset=utf-8' };
			case 'redirect':
				return { status: rule.status ?? 302, headers: { Location: rule.location ?? 'http://elsewhere.invalid/login' } };
			default:
		}
	}
	return undefined;
}

function otherAnswer({ status = 500, body = 'A practice fault', contentType = 'text/plain', headers }: FaultRule): SandboxAnswer {
	return { status, body, contentType, ...(headers === undefined ? {} : { headers }) };
}

export async function playFaultOnAnswer(
	clock: SandboxClock,
	rule: FaultRule,
	request: IncomingMessage,
	response: ServerResponse,
	send: (answer: SandboxAnswer) => void,
	answer: SandboxAnswer,
): Promise<void> {
	if (rule.kind === 'resetAfter') return void request.socket.resetAndDestroy();
	if (rule.kind === 'timeoutAfter') return;
	if (rule.kind === 'statusAfter') return send(otherAnswer(rule));
	const whole = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '');
	const contentType = answer.contentType ?? (typeof answer.body === 'string' ? 'text/plain' : 'application/json;charset=UTF-8');
	const half = whole.slice(0, Math.floor(whole.length / 2));
	if (rule.kind === 'truncated') return send({ ...answer, body: half, contentType });

	response.writeHead(answer.status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(whole) });
	response.write(half);
	if (rule.kind === 'cutBody') {
		await clock.sleep(20);
		return void request.socket.destroy();
	}
	const rest = whole.slice(half.length);
	const pieces = 10;
	for (let piece = 0; piece < pieces; piece++) {
		await clock.sleep((rule.ms ?? 1000) / pieces);
		response.write(rest.slice(Math.floor((rest.length * piece) / pieces), Math.floor((rest.length * (piece + 1)) / pieces)));
	}
	response.end();
}
