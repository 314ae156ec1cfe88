import { ensureN8n } from './install';

/** `npm run n8n:install`: gets n8n ready without starting it, so that tests have no long silence at their start. */
ensureN8n((line) => console.log(line)).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
