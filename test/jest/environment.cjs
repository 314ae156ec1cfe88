require('reflect-metadata');
require('./n8nSettings.cjs');
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Stands for the worker's own global scope where jest asks for that of a suite. */
const scopeOfWorker = vm.createContext();
const { compileFunction } = vm;
/** Modules by their files: compiled once, they run as often as a suite loads them, and stay optimized. */
const compiled = new Map();

vm.compileFunction = (source, parameters, options) => {
	if (options?.parsingContext !== scopeOfWorker) return compileFunction(source, parameters, options);
	const { filename } = options;
	const known = compiled.get(filename);
	if (known?.source === source) return known.run;
	// Without jest's other options, which lead to the suite and would keep it in memory.
	const run = compileFunction(source, parameters, { filename });
	compiled.set(filename, { source, run });
	return run;
};

/**
 * The suites of a worker run in its global scope, one after the other, each with modules of its own, except for those that `sharedPackage.cjs`
 * takes from here. What a suite changes in the scope ends with it. A suite that needs a scope of its own names `@jest-environment node`.
 */
module.exports = class {
	constructor({ projectConfig: config }) {
		const global = globalThis;
		this.global = global;
		this.before = { scope: Object.getOwnPropertyDescriptors(global), environment: { ...process.env }, exit: process.exit };
		global.loadShared = (file) => {
			const known = new Set(Reflect.ownKeys(global));
			const loaded = require(file);
			// What a shared package adds stays, because it is loaded only once.
			for (const key of Reflect.ownKeys(global)) if (!known.has(key)) this.before.scope[key] = Object.getOwnPropertyDescriptor(global, key);
			return loaded;
		};
		this.moduleMocker = new ModuleMocker(global);
		const timerConfig = { idToRef: (timer) => timer, refToId: (timer) => timer };
		this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker: this.moduleMocker, timerConfig });
		this.fakeTimersModern = new ModernFakeTimers({ config, global });
	}

	async setup() {
		// jest takes a hundred lines of each error's stack, which zod's many errors do not need.
		Error.stackTraceLimit = 10;
	}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		const { scope, environment, exit } = this.before;
		process.exit = exit;
		for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
		Object.assign(process.env, environment);
		for (const key of Reflect.ownKeys(globalThis)) if (!(key in scope)) Reflect.deleteProperty(globalThis, key);
		for (const key of Reflect.ownKeys(scope)) {
			const { configurable, writable, value } = scope[key];
			if (configurable) Object.defineProperty(globalThis, key, scope[key]);
			else if (writable) globalThis[key] = value;
		}
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return scopeOfWorker;
	}
};
