export { checkMyLibrary, type MyLibraryCheck } from './myLibrary';
export { checkSharedInventory } from './sharedInventory';
