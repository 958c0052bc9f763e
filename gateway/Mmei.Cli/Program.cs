using Mmei.Cli;

return await CommandLine.RunAsync(args, Console.OpenStandardInput, Console.Out, Console.Error, TimeProvider.System);
