using System.Security.Cryptography;

namespace Mmei.Messaging;

/// <summary>Names this process on the bus, so that replies and broadcasts find it; another one after every start.</summary>
public sealed class InstanceName
{
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>The name of this instance's own endpoint of a kind, such as <c>mmei.gateway</c>.</summary>
    public string EndpointName(string kind) => $"{kind}.{Value}";

    /// <summary>The address others reply to.</summary>
    public Uri AddressOf(string kind) => new($"exchange:{EndpointName(kind)}?temporary=true");
}
