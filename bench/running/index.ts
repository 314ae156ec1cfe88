import type { BenchPart } from '../BenchSetup';
import { printHeading } from '../print';
import { benchForm } from './benchForm';
import { benchRunningPoll } from './benchRunningPoll';

/** Measures what n8n starts by itself: a published trigger, beside asking for each request, and a patron's form. */
export const benchRunning: BenchPart = async (bench) => {
	const latencyMs = Math.max(...bench.latencies);
	bench.proxy.latencyMs = latencyMs;
	printHeading(`Published workflows, ${latencyMs} ms`);
	return [...(await benchRunningPoll(bench, latencyMs)), ...(await benchForm(bench, latencyMs))];
};
