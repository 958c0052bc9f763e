namespace Mmei.Cli;

/// <summary>How a run ended, for scripts to tell apart.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It was carried out, but not all of it: rows were refused, or a claim of the demonstration did not hold.</summary>
    public const int Partly = 1;

    /// <summary>The command line, or a file that it names, is wrong; nothing was sent.</summary>
    public const int WrongUsage = 2;

    /// <summary>The platform refused what was sent; sent again it is refused again.</summary>
    public const int Refused = 3;

    /// <summary>The platform cannot be reached, failed or has too much to do; the same may succeed later.</summary>
    public const int Unavailable = 4;

    /// <summary>Ctrl-C, as shells have it.</summary>
    public const int Stopped = 130;

    public const string Description =
        "Exit codes: 0 done, 1 done in part, 2 wrong command line or file, 3 refused by the platform, 4 platform not available, 130 stopped.";
}
