error-too-long = Too long: { $length } characters, { $limit } fit. Nothing was saved.
