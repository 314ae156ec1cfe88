import { outputItemsOf, type Execution, type SavedWorkflow } from '../../../n8n/n8nTypes';
import {
	threeEqualRecords,
	recordLentByNobody,
	recordLentBySeveral,
	recordRefusedByAll,
	recordCancelledByPatron,
} from '../../../sandbox/inventory/demoRecords';
import type { Transaction } from '../support/IlliadStandIn';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { refuseByLakeside } from './refuseByLakeside';
import { illiadWebhookHeader, setUpIlliadTemplate } from './setUpIlliadTemplate';
import { withoutStatusTrigger, withIlliadSettings } from './withIlliadSettings';
import { modRsReferenceFields } from '../../unit/requests/modRsReferenceFields';

const staff = 'ill-staff@library.example.edu';

/** Tests templates/illiad.json against a stand-in for ILLiad's Web Platform on the loopback interface. */
export function testIlliad(bench: TemplateTestBed) {
	const { illiad, credentials, address, loan, notesOf } = setUpIlliadTemplate(bench);

	describe('a number arrives', () => {
		let workflow: SavedWorkflow;

		const start = async (at = `${address()}/`) => {
			workflow = await bench.import('illiad', { credentials: credentials(), node: withoutStatusTrigger(withIlliadSettings(at)) });
			await bench.publish(workflow);
		};

		afterEach(() => bench.rest.deactivate(workflow.id));

		async function call(body: Record<string, unknown>) {
			let executions: Execution[] = [];
			const mails = await bench.mailsOf(async () => {
				executions = await bench.executionsOf(workflow, async () =>
					expect(await post(body, { [illiadWebhookHeader.name]: illiadWebhookHeader.value })).toBe(200),
				);
			});
			const [execution] = executions;
			if (execution === undefined) throw new Error('Nothing was started');
			return { execution, mails };
		}

		async function post(body: Record<string, unknown>, headers: Record<string, string>) {
			return (
				await fetch(`${bench.url}/webhook/illiad-transaction`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', ...headers },
					body: JSON.stringify(body),
				})
			).status;
		}

		async function form(numbers: string, expectedMails = 1) {
			let execution: Execution | undefined;
			const [mail] = await bench.mailsOf(async () => {
				execution = await bench.submit(workflow, { 'Transaction Numbers': numbers });
			}, expectedMails);
			if (execution === undefined) throw new Error('Nothing was started');
			return { execution, mail, text: mail?.text ?? '' };
		}

		it("the template illiad requests an ILLiad transaction's book once, notes the result, moves the transaction, and refuses calls without the key", async () => {
			await start();
			const { sandbox } = bench;
			const book = loan({ LoanTitle: recordLentBySeveral.title, ISSN: `${recordLentBySeveral.isbn} (pbk.)`, NotWantedAfter: '1/31/2099' });
			const { TransactionNumber } = book;
			expect(await post({ transactionNumber: TransactionNumber }, {})).toBe(403);
			const { execution, mails } = await call({ transactionNumber: TransactionNumber });
			expectSuccess(execution);
			const [request] = sandbox.requests.withReference(`ILLiad-${TransactionNumber}`);
			expect(request).toMatchObject({
				patronIdentifier: 'P1002',
				pickupLocationSlug: 'EAST-MAIN',
				neededBy: '2099-01-31',
				systemInstanceIdentifier: recordLentBySeveral.instanceId,
			});
			expect(notesOf(book)).toEqual([expect.stringMatching(new RegExp(`^ReShare: requested as ${request?.hrid}\\..*Found: `))]);
			expect(illiad.notes).toEqual([expect.objectContaining({ type: 'Staff' })]);
			expect(book.TransactionStatus).toBe('Request Sent');
			expect(mails).toEqual([]);

			await call({ transactionNumber: TransactionNumber });
			expect(illiad.notes).toHaveLength(1);
			// The transaction is now as it would be if n8n had stopped before moving it.
			book.TransactionStatus = 'Awaiting Request Processing';
			await call({ transactionNumber: TransactionNumber });
			expect(sandbox.requests.withReference(`ILLiad-${TransactionNumber}`)).toHaveLength(1);
			expect(notesOf(book)[1]).toContain(`had been requested as ${request?.hrid}.`);
			expect(book.TransactionStatus).toBe('Request Sent');
		});

		it('the template illiad notes and moves each transaction of a list by its own result, and reports all of them to staff', async () => {
			await start();
			const transactions = {
				created: loan({ LoanTitle: recordLentBySeveral.title, ISSN: recordLentBySeveral.isbn, NotWantedAfter: 'before term ends' }),
				review: loan({ Username: 'P1003', LoanTitle: threeEqualRecords[0]?.title, ISSN: threeEqualRecords[0]?.isbn }),
				nobody: loan({ LoanTitle: recordLentByNobody.title, ISSN: recordLentByNobody.isbn }),
				blocked: loan({ Username: 'P9001', LoanTitle: recordCancelledByPatron.title, ISSN: recordCancelledByPatron.isbn }),
				unchecked: loan({ Username: 'P9009', LoanTitle: recordCancelledByPatron.title, ISSN: recordCancelledByPatron.isbn }),
				notCleared: loan({ Username: 'NEW-1', LoanTitle: recordLentBySeveral.title, ISSN: recordLentBySeveral.isbn }),
				unknownUser: loan({ Username: 'NOBODY', LoanTitle: recordLentBySeveral.title, ISSN: recordLentBySeveral.isbn }),
				nowhere: loan({ Username: 'P1001', LoanTitle: recordRefusedByAll.title, ISSN: recordRefusedByAll.isbn, ItemInfo1: 'Annex' }),
				article: loan({ RequestType: 'Article' }),
				lending: loan({ ProcessType: 'Lending' }),
				addon: loan({ SystemID: 'Reshare:east' }),
				sent: loan({ ILLNumber: '231904417' }),
				elsewhere: loan({ TransactionStatus: 'Customer Notified via E-Mail' }),
			};
			illiad.addUser('NEW-1', { Cleared: 'New' });
			const left = ['article', 'lending', 'addon', 'sent', 'elsewhere'];
			const numbers = Object.values(transactions).map(({ TransactionNumber }) => TransactionNumber);
			const { execution, mail, text } = await form(`${numbers.join('\n')}, 999999 none-of-ours ${numbers[0]}`);
			expectSuccess(execution);

			expect(Object.fromEntries(Object.entries(transactions).map(([name, { TransactionStatus }]) => [name, TransactionStatus]))).toEqual({
				created: 'Request Sent',
				review: 'ReShare Review',
				nobody: 'Awaiting Unfilled Processing',
				blocked: 'Awaiting Account Validation',
				unchecked: 'ReShare Review',
				notCleared: 'Awaiting Account Validation',
				unknownUser: 'Awaiting Account Validation',
				nowhere: 'ReShare Review',
				article: 'Awaiting Request Processing',
				lending: 'Awaiting Request Processing',
				addon: 'Awaiting Request Processing',
				sent: 'Awaiting Request Processing',
				elsewhere: 'Customer Notified via E-Mail',
			});
			expect(notesOf(transactions.created)[0]).toContain('The day "before term ends" could not be read, and was left out.');
			expect(notesOf(transactions.review)[0]).toMatch(/^ReShare: not requested, please review\. [\s\S]*\n1\. Sapiens[\s\S]*\n2\. Sapiens/);
			expect(notesOf(transactions.nobody)[0]).toMatch(/^ReShare: not requested\. /);
			expect(notesOf(transactions.notCleared)).toEqual(["ReShare: not requested. The patron's account is not cleared in ILLiad (New)."]);
			expect(notesOf(transactions.unknownUser)).toEqual(["ReShare: not requested. ILLiad could not tell of the patron's account (404)."]);
			expect(notesOf(transactions.nowhere)[0]).toContain('Annex');
			expect(illiad.notes).toHaveLength(Object.keys(transactions).length - left.length);
			expect(illiad.notes.map((note) => note.text).join('\n')).not.toMatch(/Moreau|undefined|null|\bP1002\b/);

			expect(mail).toMatchObject({ to: [staff], subject: 'ILLiad and ReShare: please review 2 transactions' });
			expect(text.match(/^- /gm)).toHaveLength(numbers.length + 2);
			expect(text).toContain(
				`- ${transactions.created.TransactionNumber} – Noted, and moved to "Request Sent". ReShare: requested as EAST-`,
			);
			expect(text).toContain('Left alone. It is no loan (Article).');
			expect(text).toContain('Left alone. It is no borrowing transaction (Lending).');
			expect(text).toContain('Left alone. Another add-on has it (Reshare:east).');
			expect(text).toContain('Left alone. It has been sent already (231904417).');
			expect(text).toContain('Left alone. It is in "Customer Notified via E-Mail".');
			expect(text).toContain('- 999999 – ILLiad answered 404, Transaction 999999 was not found.');
			expect(text).toContain('- none-of-ours – This is no transaction number.');
			expect(JSON.stringify(execution)).not.toContain(illiad.key);
		});

		it('the template illiad tells staff if its webhook is called without a transaction number', async () => {
			await start();
			const { mails } = await call({});
			expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('An entry came without a transaction number.')]);
		});

		it.each([
			['ILLiad keeps no note', 'noteNotKept', 'ILLiad did not say that it kept the note (200, An error occurred adding note', 0],
			['the answer to the note is lost', 'noteAnswerLost', 'ILLiad did not say that it kept the note', 0],
			['ILLiad does not move the transaction', 'routeNotTaken', 'ILLiad did not move it to "Request Sent" (200)', 1],
			['the answer to the move is lost', 'routeAnswerLost', 'ILLiad did not move it to "Request Sent"', 1],
			["the patron's account in ILLiad cannot be read", 'userAway', 'ILLiad could not be reached', 0],
		] as const)('the template illiad tells staff, and requests at most once, if %s', async (_what, trouble, words, routes) => {
			await start();
			const book = loan({ Username: 'P1003', LoanTitle: recordLentBySeveral.title, ISSN: recordLentBySeveral.isbn });
			illiad.trouble = trouble;
			const { mails, execution } = await call({ transactionNumbers: [book.TransactionNumber] });
			expectSuccess(execution);
			expect(mails).toMatchObject([{ to: [staff], text: expect.stringContaining(words) }]);
			if (/Lost|Away/.test(trouble)) expect(mails[0]?.text).not.toContain('(200');
			expect(illiad.routes).toHaveLength(routes);
			expect(bench.sandbox.requests.withReference(`ILLiad-${book.TransactionNumber}`)).toHaveLength(trouble === 'userAway' ? 0 : 1);
			expect(JSON.stringify([mails, execution])).not.toContain(illiad.key);
		});

		it.each([
			['the shared inventory', '^/graphql'],
			['ReShare', '^/rs/patronrequests'],
		])('the template illiad leaves a transaction in its queue, and tells staff, if %s cannot be reached', async (_what, path) => {
			await start();
			const book = loan({ LoanTitle: recordLentBySeveral.title, ISSN: recordLentBySeveral.isbn });
			bench.sandbox.faults.answer(403, { path });
			expect((await call({ transactionNumber: book.TransactionNumber })).mails).toMatchObject([
				{ text: expect.stringContaining('ReShare could not be reached (') },
			]);
			expect([book.TransactionStatus, illiad.notes]).toEqual(['Awaiting Request Processing', []]);
		});

		it('the template illiad tells staff that nothing was requested if ILLiad cannot be reached', async () => {
			await start('http://127.0.0.1:9/ILLiadWebPlatform');
			expect((await call({ transactionNumber: 204501 })).mails).toMatchObject([
				{ text: expect.stringMatching(/- 204501 – ILLiad could not be reached \(.+\); nothing was requested\./) },
			]);
		});

		it('the template illiad shows a failed execution with the text of its email if the mail server does not accept it', async () => {
			await start();
			const execution = await bench.whileMailIs(
				() => ({ code: 451, words: 'Try again later' }),
				async () => {
					const { execution: failed } = await form('none', 0);
					// n8n reports the failure in an execution of its own, which also fails.
					await bench.failureOf(failed.workflowId);
					return failed;
				},
			);
			expect(execution.status).toBe('error');
			expect(execution.data.resultData.error?.message).toContain('451 Try again later');
			expect(outputItemsOf(execution, 'Decide the Next Step', 4)[0]?.json.text).toContain('none – This is no transaction number.');
		});
	});

	describe('news from ReShare', () => {
		const request = (transaction: Transaction | undefined, values: Record<string, unknown> = {}) => {
			const { requests } = bench.sandbox;
			const reference = transaction === undefined ? 'OTHER-1' : `ILLiad-${transaction.TransactionNumber}`;
			return requests.add('east', {
				isRequester: true,
				hrid: `EAST-${9100 + requests.count()}`,
				title: 'A book',
				patronIdentifier: 'P1002',
				patronReference: reference,
				...modRsReferenceFields(reference),
				refdata: { serviceType: 'loan' },
				...values,
			});
		};
		const waiting = (TransactionStatus = 'Request Sent') => loan({ TransactionStatus });
		const move = (id: string, ...states: string[]) => states.forEach((state) => bench.sandbox.requests.move(id, state));

		async function mailsAfter(
			change: () => void,
			{ at = address(), mails = 0, queues = {} }: { at?: string; mails?: number; queues?: Record<string, string> } = {},
		) {
			return await bench.mailsOf(async () => {
				const execution = await bench.changeOnce('illiad', { credentials: credentials(), node: withIlliadSettings(at, queues) }, change);
				expectSuccess(execution);
			}, mails);
		}

		it('the template illiad notes each change in ILLiad, and moves a transaction unless staff have moved it', async () => {
			const [shipped, arrived, gone, taken, conditions] = [
				waiting(),
				waiting(),
				waiting(),
				waiting('Awaiting Conditional Processing'),
				waiting(),
			];
			const due = { parsedDueDateRS: Date.parse('2099-03-02T12:00:00Z'), dueDateRS: '2099-03-02' };
			const [one, two, three, four, five, other] = [
				request(shipped, due),
				request(arrived, due),
				request(gone),
				request(taken),
				request(conditions),
				request(undefined),
			];
			const mails = await mailsAfter(
				() => {
					move(one.id, 'REQ_SHIPPED');
					move(two.id, 'REQ_SHIPPED', 'REQ_CHECKED_IN');
					for (const { id } of [three, four]) move(id, 'REQ_CANCELLED');
					move(five.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
					move(other.id, 'REQ_SHIPPED');
				},
				{ queues: { shipped: 'Shipped to Us' } },
			);
			expect(mails).toEqual([]);
			expect([shipped, arrived, gone, taken, conditions].map(({ TransactionStatus }) => TransactionStatus)).toEqual([
				'Shipped to Us',
				'Request Finished',
				'ReShare Review',
				'Awaiting Conditional Processing',
				'Request Sent',
			]);
			expect(notesOf(shipped)[0]).toMatch(/^ReShare: EAST-\d+ has been shipped.*Due .*2099.*\(2099-03-02\)/);
			// A change that is outdated by now is noted as well, but moves nothing.
			expect(notesOf(arrived)).toEqual([expect.stringContaining('has been shipped'), expect.stringContaining('has arrived')]);
			expect(illiad.routes.filter(({ transaction }) => transaction === arrived.TransactionNumber)).toHaveLength(1);
			expect(notesOf(taken)).toEqual([expect.stringContaining('has been canceled')]);
			expect(notesOf(conditions)[0]).toContain('needs staff in ReShare: Conditions received.');
			expect(illiad.notes).toHaveLength(6);
		});

		it.each([
			['with who declined and why', undefined, /\n- Lakeside College Library, .*[Oo]n ?loan/],
			['without who declined if the history cannot be read', 403, /\nThe history of the request could not be read\./],
			['without who declined if the history is not found', 404, /\nThe history of the request could not be read\./],
		])('the template illiad notes that no library lends an item, %s, and moves its transaction', async (_what, status, words) => {
			const unfilled = waiting();
			const row = request(unfilled);
			await mailsAfter(() => {
				refuseByLakeside(bench.sandbox, row.id);
				if (status !== undefined)
					bench.sandbox.faults.answer(status, {
						path: `^/rs/patronrequests/${row.id}`,
						skip: 1,
						body: JSON.stringify({ message: 'Not Found', error: status }),
						contentType: 'application/json',
					});
			});
			expect(unfilled.TransactionStatus).toBe('Awaiting Unfilled Processing');
			expect(notesOf(unfilled)[0]).toMatch(/^ReShare: no library lends EAST-/);
			expect(notesOf(unfilled)[0]).toMatch(words);
		});

		it.each([
			['has no such transaction', undefined, 'ILLiad did not say that it kept the note (404, Transaction 777 was not found.)'],
			['cannot be reached', 'http://127.0.0.1:9/ILLiadWebPlatform', 'ILLiad did not say that it kept the note ('],
		])('the template illiad emails staff the note about a change if ILLiad %s', async (_what, at, words) => {
			const row = request({ ...waiting(), TransactionNumber: 777 });
			const mails = await mailsAfter(() => move(row.id, 'REQ_SHIPPED'), { mails: 1, ...(at === undefined ? {} : { at }) });
			expect(mails).toMatchObject([{ to: [staff], text: expect.stringMatching(/Its note: ReShare: EAST-\d+ has been shipped/) }]);
			expect(mails[0]?.text).toContain(words);
		});
	});
}
