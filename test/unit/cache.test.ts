import { ReShareError } from '../../reshare/errors';
import { Cache } from '../../reshare/Cache';

let now = 0;
let asked: string[] = [];
const answers = (text: string) => async () => {
	asked.push(text);
	return text;
};
const fails = () => Promise.reject(new Error('down'));

beforeEach(() => {
	now = 0;
	asked = [];
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});

afterEach(() => jest.restoreAllMocks());

const lately = () => new Cache<string>(1000);

it('the cache loads a value once, even for concurrent callers, and again after its TTL', async () => {
	const memory = lately();
	expect(await Promise.all([memory.get('east', answers('one')), memory.get('east', answers('two'))])).toEqual(['one', 'one']);
	now = 999;
	expect(await memory.get('east', answers('three'))).toBe('one');
	expect(await memory.get('east', answers('four'), 500)).toBe('four');
	now = 1999;
	expect(await memory.get('east', answers('five'))).toBe('five');
	expect(asked).toEqual(['one', 'four', 'five']);
});

it('the cache does not store a failed load: the next caller loads again', async () => {
	const memory = lately();
	await expect(memory.get('east', fails)).rejects.toThrow('down');
	expect(await memory.get('east', answers('one'))).toBe('one');
});

it('the cache does not store undefined: the next caller loads again, and an earlier value stays valid until its TTL ends', async () => {
	const memory = new Cache<string | undefined>(1000);
	const nothing = async () => undefined;
	expect(await memory.get('east', nothing)).toBeUndefined();
	expect(await memory.get('east', answers('one'))).toBe('one');
	now = 900;
	expect(await memory.get('east', nothing, 500)).toBeUndefined();
	await expect(memory.get('east', fails, 500)).rejects.toThrow('down');
	expect(await memory.get('east', nothing)).toBe('one');
	now = 1000;
	expect(await memory.get('east', nothing)).toBeUndefined();
	await expect(memory.get('east', fails)).rejects.toThrow('down');
	expect(await memory.get('east', answers('two'))).toBe('two');
});

it('if a load is canceled, the cache loads again once for the other callers who waited for it', async () => {
	const memory = lately();
	const stopped = memory.get('east', () => Promise.reject(new ReShareError('cancelled', 'stopped')));
	const others = [memory.get('east', answers('one')), memory.get('east', answers('two'))];
	await expect(stopped).rejects.toThrow('stopped');
	expect(await Promise.all(others)).toEqual(['one', 'one']);
	expect(asked).toEqual(['one']);
});
