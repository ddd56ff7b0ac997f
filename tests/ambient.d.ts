// Comes without types of its own; the driver's contract is browsers.mjs.
declare module 'selenium-webdriver';
