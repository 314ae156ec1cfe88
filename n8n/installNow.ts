import { ensureN8n } from './install';

/** `npm run n8n:install`: so that tests do not start with a long silence. */
ensureN8n((line) => console.log(line)).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
