# python: 3.13
@property
