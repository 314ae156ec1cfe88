import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ChatMessage {
	readonly role: string;
	readonly content: unknown;
	readonly tool_call_id?: string;
}

interface ChatRequest {
	readonly stream?: boolean;
	readonly messages: readonly ChatMessage[];
	readonly tools?: ReadonlyArray<{ readonly function: { readonly name: string; readonly parameters?: unknown } }>;
}

/**
 * A chat model that follows a script, behind the interface that OpenAI made common. If it is asked with tools, it calls the first one, or
 * the one that was named, with the given arguments. When it gets the tool's answer, it stores the answer and says that it is done.
 */
export class ScriptedModel {
	/** The answers of the tools that the model has called, in the order of the calls. */
	readonly toolAnswers: string[] = [];
	/** The names of the tools that the last call to the model offered. */
	offeredTools: string[] = [];
	private toolArguments: Record<string, unknown> = {};
	private toolName: string | undefined;
	private readonly server: Server = createServer((request, response) => void this.answer(request, response));

	async start() {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	async stop() {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	/** Sets the arguments of the next tool call; by default, the first tool is called. Earlier answers are forgotten. */
	willCallToolWith(toolArguments: Record<string, unknown>, toolName?: string) {
		this.toolArguments = toolArguments;
		this.toolName = toolName;
		this.toolAnswers.length = 0;
	}

	private async answer(request: IncomingMessage, response: ServerResponse) {
		if (request.method !== 'POST') {
			send(response, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
			return;
		}
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const chat = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ChatRequest;
		this.offeredTools = (chat.tools ?? []).map((tool) => tool.function.name);
		const toolMessages = chat.messages.filter((message) => message.role === 'tool');
		this.toolAnswers.splice(0, this.toolAnswers.length, ...toolMessages.map((message) => textOf(message.content)));
		const message = toolMessages.length === 0 ? this.toolCall() : { role: 'assistant', content: 'Done.' };
		if (chat.stream === true) sendStream(response, message);
		else send(response, completion(message));
	}

	private toolCall() {
		const name = this.toolName ?? this.offeredTools[0];
		if (name === undefined) return { role: 'assistant', content: 'No tool was offered.' };
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(this.toolArguments) } }],
		};
	}
}

function textOf(content: unknown) {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

function completion(message: Record<string, unknown>) {
	return {
		id: 'chatcmpl-scripted',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function send(response: ServerResponse, body: unknown) {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

function sendStream(response: ServerResponse, message: Record<string, unknown>) {
	const finish = 'tool_calls' in message ? 'tool_calls' : 'stop';
	const chunk = (delta: unknown, finishReason: string | null) =>
		`data: ${JSON.stringify({ id: 'chatcmpl-scripted', object: 'chat.completion.chunk', created: 0, model: 'scripted', choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	response.end(`${chunk(message, null)}${chunk({}, finish)}data: [DONE]\n\n`);
}
