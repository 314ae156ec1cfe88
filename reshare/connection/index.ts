export { checkMyLibrary, type MyLibraryCheck } from './myLibrary';
