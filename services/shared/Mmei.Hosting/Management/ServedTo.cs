namespace Mmei.Hosting.Management;

/// <summary>Metadata of an endpoint: whom it serves where there is a management port. One without serves clients alone.</summary>
internal sealed class ServedTo
{
    /// <summary>On the management port and nowhere else.</summary>
    public static readonly ServedTo Operators = new();

    /// <summary>On every port.</summary>
    public static readonly ServedTo Everybody = new();

    private ServedTo()
    {
    }
}
