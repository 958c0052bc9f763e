using System.ComponentModel.DataAnnotations;

namespace Mmei.Messaging;

/// <summary>Section <c>Bus</c>: which broker, and how to reach it.</summary>
public sealed class BusOptions
{
    public const string Section = "Bus";

    public BusTransport Transport { get; init; } = BusTransport.InMemory;

    [Required]
    public string Host { get; init; } = "localhost";

    [Range(1, 65535)]
    public int Port { get; init; } = 5672;

    [Required]
    public string VirtualHost { get; init; } = "/";

    [Required]
    public string Username { get; init; } = "guest";

    public string Password { get; init; } = "guest";

    /// <summary>
    /// Messages are sealed with it on their way over the broker; unset, with <see cref="Password"/>. The same in every service, so
    /// it is needed where each has a user of its own.
    /// </summary>
    public string? SealingPassword { get; init; }

    /// <summary>
    /// Speak TLS with the broker. Its certificate must name <see cref="Host"/> and come from an authority that this machine trusts; folders
    /// with further authorities are named by the variable <c>SSL_CERT_DIR</c>.
    /// </summary>
    public bool Tls { get; init; }

    /// <summary>How RabbitMQ keeps the queues. The same in every service of one installation; a queue that exists is not changed.</summary>
    public QueueType QueueType { get; init; } = QueueType.Quorum;
}
