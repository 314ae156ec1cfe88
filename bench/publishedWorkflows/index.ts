import type { BenchPart } from '../BenchSetup';
import { printHeading } from '../print';
import { benchForm } from './benchForm';
import { benchPublishedTrigger } from './benchPublishedTrigger';

/** Measures what n8n starts by itself: a published trigger, beside asking for each request, and a patron's form. */
export const benchPublishedWorkflows: BenchPart = async (bench) => {
	const latencyMs = Math.max(...bench.latencies);
	bench.proxy.latencyMs = latencyMs;
	printHeading(`Published workflows, ${latencyMs} ms`);
	return [...(await benchPublishedTrigger(bench, latencyMs)), ...(await benchForm(bench, latencyMs))];
};
