// The keys of the data that teach; the data themselves are fetched when one of them is chosen.
export const teachingKeys = ['hubble', 'chwirut', 'misra', 'kowalik', 'rat', 'eckerle', 'enso', 'forbes'];
