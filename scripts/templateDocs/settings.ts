/** What the values in the settings node of a template mean. */
export const settingWords: Readonly<Record<string, string>> = {
	fromEmail: 'Address that the emails come from',
	handOverEmail: 'Address of the colleague who tries another way',
	sendAllMailTo: 'While you test, all email goes here. Empty it to write to the real readers',
	libraryName: 'Name of your library, shown below the emails',
	minutesBetweenTries: 'Pause before an email that was not taken is tried again',
	mailTries: 'How often it is tried',
	request: 'The request to wait for; comes from the workflow that calls',
	illiadUrl: 'Address of ILLiad\'s Web Platform, with `/ILLiadWebPlatform` at its end',
	pickupField: 'Field of ILLiad\'s transaction, or else of its user, that holds the pickup location',
	handOverTo: 'Where unfilled requests go: `mail`, `ILLiad` or `Alma`',
	forms: 'Forms that the email links to. `{openurl}` stands for the whole citation; `{title}`, `{author}`, `{isbn}`, `{publisher}` and `{year}` for one value, as in `{ "Suggest a purchase": "https://library.example.edu/suggest?title={title}&isbn={isbn}" }`. `{}` for none',
	almaUrl: 'Alma\'s address for programs, as your region has it',
	almaOwner: 'Code of the resource sharing library in Alma',
	almaPickupLocations: 'Your pickup locations as ReShare names them, each with the code of the library in Alma',
};
