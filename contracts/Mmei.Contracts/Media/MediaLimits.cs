namespace Mmei.Contracts.Media;

/// <summary>How large what is sent may be. The gateway publishes it and keeps to it, and so do the encoders.</summary>
public static class MediaLimits
{
    /// <summary>
    /// Most bytes of a picture, a video or a sound: media travel inline on the bus, and the broker takes 16 MiB a message.
    /// </summary>
    public const int MaxBytes = 5 << 20;
}
